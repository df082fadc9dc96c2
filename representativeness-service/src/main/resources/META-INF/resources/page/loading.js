// What there is to choose from: a list that is empty, one that the account's role may not read and one that could not be
// loaded are three things, and each is said.
import { offerAlignments, offerCohorts, offerReferences } from './choice.js';
import { element } from './elements.js';
import { SessionOver } from './rest.js';
import { drawSubgroups } from './subgroups.js';

const by = id => document.getElementById(id);

const PARTS = [
  { what: 'cohort(s) of the commons', note: 'cohorts-note', offer: offerCohorts, help: ' You can bring counts of your own.',
    empty: 'There is no cohort of the commons yet that you may read, published or your own.' },
  { what: 'reference(s)', note: 'references-note', offer: offerReferences, empty: 'There is no reference population yet.' },
  { what: 'category alignment(s)', note: 'alignment-note', offer: offerAlignments, empty: 'There is no category alignment yet.' },
  { what: 'released subgroup report(s)', note: 'subgroups-note', offer: () => drawSubgroups(by('subgroups')),
    empty: 'No report on subgroups was released to you.' },
];

const CHOICES = 3; // of the parts: what the form offers

/** Loads all lists: `choices` when those of the form are there or refused, `told` when all are, with a sentence on how many. */
export function load() {
  const parts = PARTS.map(part => part.offer().then(count => ({ ...part, count }), refused => ({ ...part, refused })));
  parts.forEach(part => part.then(note));
  return { choices: Promise.all(parts.slice(0, CHOICES)).then(unlessOver), told: Promise.all(parts).then(unlessOver).then(tell) };
}

function unlessOver(loaded) {
  const over = loaded.find(({ refused }) => refused instanceof SessionOver);
  if (over) throw over.refused;
  return loaded;
}

function tell(loaded) {
  const denied = loaded.filter(({ refused }) => refused?.status === 403);
  const failed = loaded.filter(({ refused }) => refused && refused.status !== 403);
  const there = loaded.filter(({ refused }) => !refused);
  by('refusal').append(...failed.map(({ what, refused }) =>
    element('p', {}, `The ${what} could not be loaded: ${refused.message} Reload the page to try again.`)));
  return [
    ['Loaded', there.map(({ what, count }) => `${count} ${what}`)],
    ['Not for your role', denied.map(({ what }) => what)],
  ].filter(([, list]) => list.length > 0).map(([heading, list]) => `${heading}: ${list.join(', ')}.`).join(' ');
}

/** Says at the place of a list why it is empty. */
function note({ note: id, what, empty, count, refused, help = '' }) {
  const why = !refused ? (count === 0 ? empty + help : '')
    : refused.status === 403 ? `Your role may not read the ${what}.${help}` : 'This could not be loaded.';
  by(id).textContent = why;
}

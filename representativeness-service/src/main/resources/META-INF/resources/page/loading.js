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

/** Loads all lists; says how many of each there are, and throws only when the session is over. */
export async function load() {
  const loaded = await Promise.all(PARTS.map(part => part.offer().then(count => ({ ...part, count }), refused => ({ ...part, refused }))));
  const over = loaded.find(({ refused }) => refused instanceof SessionOver);
  if (over) throw over.refused;
  const denied = loaded.filter(({ refused }) => refused?.status === 403);
  const failed = loaded.filter(({ refused }) => refused && refused.status !== 403);
  const there = loaded.filter(({ refused }) => !refused);
  loaded.forEach(part => note({ note: part.note }, ''));
  denied.forEach(part => note(part, `Your role may not read the ${part.what}.`));
  there.filter(({ count }) => count === 0).forEach(part => note(part, part.empty));
  by('refusal').replaceChildren(...failed.map(({ what, refused }) =>
    element('p', {}, `The ${what} could not be loaded: ${refused.message} Reload the page to try again.`)));
  return [
    ['Loaded', there.map(({ what, count }) => `${count} ${what}`)],
    ['Not for your role', denied.map(({ what }) => what)],
  ].filter(([, list]) => list.length > 0).map(([heading, list]) => `${heading}: ${list.join(', ')}.`).join(' ');
}

function note({ note: id, help = '' }, sentence) {
  by(id).textContent = sentence + help;
}

// From the form to the figures.
import { addJoint, bring, offerAlignments, offerAttributes, offerCohorts, offerReferences, question, treatment } from './choice.js';
import { element } from './elements.js';
import { draw } from './results.js';
import { post } from './rest.js';
import { drawSubgroups } from './subgroups.js';

const by = id => document.getElementById(id);
let last = null;

/** Runs work for a control; what it refuses is told in the alert, what it did in the status. */
async function run(control, work) {
  by('refusal').textContent = '';
  control.disabled = true;
  try {
    by('status').textContent = await work();
  } catch (refused) {
    by('status').textContent = '';
    by('refusal').textContent = refused.message;
  } finally {
    control.disabled = false;
  }
}

/** A curve for each attribute of each stage that was counted on several dates. */
function curves(asked) {
  const series = Map.groupBy(asked.cohorts.filter(cohort => cohort.asOf), cohort => cohort.stage ?? 'cohort');
  const questions = [...series].flatMap(([name, cohorts]) => asked.attributes.map(attribute => {
    const points = new Map(cohorts.filter(cohort => cohort.attributes[attribute])
      .map(cohort => [cohort.asOf, { date: cohort.asOf, persons: cohort.persons, counts: cohort.attributes[attribute] }]));
    return { name, attribute, points: [...points.values()] };
  })).filter(one => one.points.length > 1);
  return Promise.all(questions.map(async ({ name, attribute, points }) =>
    ({ series: name, ...await post('curves', { attribute, points, references: asked.references, settings: asked.settings }) })));
}

async function compare() {
  const asked = question();
  by('status').textContent = 'Comparing …';
  const [answer, overTime] = await Promise.all([post('distances', asked), curves(asked)]);
  last = { question: asked, answer, curves: overTime };
  show();
  return `Compared ${asked.cohorts.length} cohort(s) with ${asked.references.length} reference(s) by ${asked.attributes.length} attribute(s): `
    + `${answer.comparisons.length} distance(s), ${answer.notCompared.length} not compared.`;
}

const show = () => last && draw(by('figures'), { ...last, treatment: treatment() });

by('question').addEventListener('submit', event => {
  event.preventDefault();
  run(by('compare'), compare);
});
by('treatment').addEventListener('change', show);
by('cohorts').addEventListener('change', offerAttributes);
by('joint-add').addEventListener('click', () => run(by('joint-add'), async () => addJoint()));
by('own-add').addEventListener('click', () => run(by('own-add'), async () => {
  const file = by('own-file').files[0];
  const added = await bring(file ? await file.text() : by('own-text').value);
  return `Added ${added} cohort(s) of your own.`;
}));

/** What cannot be loaded is told by name, and the rest can be used: an empty list means that there is nothing. */
async function load() {
  const parts = [
    ['cohort(s) of the commons', offerCohorts], ['reference(s)', offerReferences], ['category alignment(s)', offerAlignments],
    ['released subgroup report(s)', () => drawSubgroups(by('subgroups'))]];
  const loaded = await Promise.allSettled(parts.map(([, offer]) => offer()));
  const told = (status, sentence) => loaded.flatMap((one, at) => (one.status === status ? [sentence(one, parts[at][0])] : []));
  by('refusal').replaceChildren(...told('rejected', ({ reason }, what) =>
    element('p', {}, `The ${what} could not be loaded: ${reason.message} Reload the page to try again.`)));
  const there = told('fulfilled', ({ value }, what) => `${value} ${what}`);
  return there.length === 0 ? '' : `Loaded: ${there.join(', ')}.`;
}

run(by('compare'), load);

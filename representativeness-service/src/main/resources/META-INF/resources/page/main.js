// From the form to the figures.
import { bring, load, offerAttributes, question, treatment } from './choice.js';
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
by('own-add').addEventListener('click', () => run(by('own-add'), async () => {
  const file = by('own-file').files[0];
  const added = await bring(file ? await file.text() : by('own-text').value);
  return `Added ${added} cohort(s) of your own.`;
}));
run(by('compare'), async () => {
  const found = await load();
  const reports = await drawSubgroups(by('subgroups'));
  return `${found.profiles} cohort(s) of the commons and ${found.references} reference(s) to choose from; ${reports} released subgroup report(s).`;
});

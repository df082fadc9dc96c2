// How a released model performs in the subgroups of a cohort, beside the distances of its project's final cohort.
import * as charts from './charts.js';
import { figure } from './figure.js';
import { drawRadar } from './radar.js';
import { all } from './rest.js';
import { behind, distances, named, ofPersons, persons } from './words.js';

// Which of the two it is in "few-persons" is not told: a group of many is withheld too where it would give away one of few.
const WITHHELD = {
  'few-persons': 'withheld: too few with or without the outcome, here or in a group that could be worked out from it',
  'not-estimable': 'withheld: cannot be estimated',
};
const MEASURES = ['auc', 'observedExpected', 'calibrationIntercept', 'calibrationSlope'];
const TREATMENT = 'adjusted';
const DISTANCE = ['distance_low', 'distance_high', 'base', 'persons_at_least', 'persons_at_most', 'reference_version', 'reference_persons'];

/** Adds figures for each report; says how many reports there are. */
export async function drawSubgroups(place) {
  const reports = await all('subgroup-reports');
  reports.forEach((report, at) => {
    const sides = report.distances.map(one => ({ name: one.reference, of: new Map(
      one.distances.filter(distance => distance.treatment === TREATMENT).map(distance => [distance.attribute, distance])) }));
    drawPerformance(place, report, sides, `subgroups-${at + 1}`);
    drawRadar(place, { id: `subgroups-${at + 1}-distances`, title: `Distances of the final cohort: ${report.label}`, treatment: TREATMENT,
      attributes: [...new Set(sides.flatMap(side => [...side.of.keys()]))], lines: sides });
  });
  return reports.length;
}

/** sides: { name of the reference, of: attribute -> distance } */
function drawPerformance(place, report, sides, id) {
  const groups = [{ name: 'Everyone', attribute: null, performance: report.overall },
    ...report.subgroups.map(group => ({ ...group, name: `${named(group.attribute)}: ${group.category}` }))];
  const known = groups.filter(group => group.performance).map(group => ({ name: group.name, ...group.performance.auc }));
  const title = `Subgroups: ${report.label}`;
  const says = `Apparent performance of ${report.model} for ${report.outcome}, on the persons it was fitted on: area under the ROC curve (AUC) with 95 % intervals. `
    + `${groups.length - known.length} of ${groups.length} groups are withheld.${sides.length > 0 ? ` The table tells once for each attribute how far the latest released profile of the final cohort is from the references (${TREATMENT}).` : ''}`;
  figure(place, {
    id, title, says, chart: () => charts.intervals('AUC', known),
    columns: ['Group', 'Persons', 'AUC', 'Observed / expected', 'Calibration intercept', 'Calibration slope'],
    rows: [...Map.groupBy(groups, group => group.attribute)].flatMap(([attribute, list]) =>
      [...(attribute ? [headOf(attribute, sides)] : []), ...list.map(cellsOf)]),
    data: [['label', 'model', 'outcome', 'as_of', 'attribute', 'category', 'withheld', 'persons_at_least',
      ...MEASURES.flatMap(name => [name, `${name}_low`, `${name}_high`]),
      ...sides.flatMap(side => DISTANCE.map(column => `${column} ${side.name}`))],
    ...groups.map(({ attribute, category, performance, withheld }) => [report.label, report.model, report.outcome, report.asOf, attribute, category, withheld,
      performance?.personsAtLeast, ...MEASURES.flatMap(name => Object.values(pick(performance?.[name]))),
      ...sides.flatMap(side => numbersOf(side.of.get(attribute)))])],
  });
  document.querySelector(`#${id} details`).open = true;
}

/** The distances belong to the attribute, not to each of its groups. */
function headOf(attribute, sides) {
  const far = sides.filter(side => side.of.has(attribute)).map(side => `${distances(side.of.get(attribute))} from ${side.name}${basis(side.of.get(attribute))}`);
  return far.length > 0 ? `${named(attribute)}: distance ${far.join(', ')}` : `${named(attribute)}: no distance`;
}

/** Base and persons of both sides; a report of before tells neither. */
const basis = distance => (distance.basis
  ? ` (base ${distance.basis.base}, ${ofPersons(persons(distance.basis.persons))} beside ${behind(distance.basis.reference.persons)}${distance.basis.reference.persons == null ? '' : ' with missing ones'})` : '');

const numbersOf = ({ low, high, basis: from } = {}) =>
  [low, high, from?.base, from?.persons.atLeast, from?.persons.atMost, from?.reference.version, from?.reference.persons];

function cellsOf({ name, performance, withheld }) {
  if (!performance) return [name, '–', WITHHELD[withheld], '–', '–', '–'];
  return [name, `≥ ${performance.personsAtLeast}`, ...MEASURES.map(measure => estimate(performance[measure]))];
}

const estimate = ({ value, low, high }) => `${value} (${low} to ${high})`;

const pick = ({ value, low, high } = {}) => ({ value, low, high });

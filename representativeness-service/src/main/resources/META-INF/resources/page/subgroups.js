// How a released model performs in the subgroups of a cohort, beside the distances of its project's final cohort.
import * as charts from './charts.js';
import { figure } from './figure.js';
import { drawRadar } from './radar.js';
import { all } from './rest.js';
import { distances, named } from './words.js';

const WITHHELD = { 'few-persons': 'withheld: too few persons', 'not-estimable': 'withheld: cannot be estimated' };
const MEASURES = ['auc', 'observedExpected', 'calibrationIntercept', 'calibrationSlope'];
const TREATMENT = 'adjusted';

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
  const says = `Area under the ROC curve of ${report.model} for ${report.outcome}, with 95 % intervals. `
    + `${groups.length - known.length} of ${groups.length} groups are withheld. The table has the distances (${TREATMENT}) of the latest released profile of the final cohort by the group's attribute.`;
  figure(place, {
    id, title, says, option: charts.intervals(says, 'AUC', known), height: charts.heightOfIntervals(known.map(group => group.name)),
    columns: ['Group', 'Persons', 'AUC', ...sides.map(side => `Distance from ${side.name}`), 'Observed / expected', 'Calibration intercept', 'Calibration slope'],
    rows: groups.map(({ name, attribute, performance, withheld }) => {
      const [auc, ...calibration] = MEASURES.map(measure => (performance ? estimate(performance[measure]) : '–'));
      return [name, performance ? `≥ ${performance.personsAtLeast}` : '–', performance ? auc : WITHHELD[withheld],
        ...sides.map(side => (side.of.has(attribute) ? distances(side.of.get(attribute)) : '–')), ...calibration];
    }),
    data: [['label', 'model', 'outcome', 'as_of', 'attribute', 'category', 'withheld', 'persons_at_least',
      ...MEASURES.flatMap(name => [name, `${name}_low`, `${name}_high`]),
      ...sides.flatMap(side => [`distance_low ${side.name}`, `distance_high ${side.name}`])],
    ...groups.map(({ attribute, category, performance, withheld }) => [report.label, report.model, report.outcome, report.asOf, attribute, category, withheld,
      performance?.personsAtLeast, ...MEASURES.flatMap(name => Object.values(pick(performance?.[name]))),
      ...sides.flatMap(side => [side.of.get(attribute)?.low, side.of.get(attribute)?.high])])],
  });
  document.querySelector(`#${id} details`).open = true;
}

const estimate = ({ value, low, high }) => `${value} (${low} to ${high})`;

const pick = ({ value, low, high } = {}) => ({ value, low, high });

// How a released model performs in the subgroups of a cohort, beside the distances of that cohort.
import * as charts from './charts.js';
import { figure } from './figure.js';
import { all } from './rest.js';
import { distances, named } from './words.js';

const WITHHELD = { 'few-persons': 'withheld: too few persons', 'not-estimable': 'withheld: cannot be estimated' };
const estimate = ({ value, low, high }) => `${value} (${low} to ${high})`;
const MEASURES = ['auc', 'observedExpected', 'calibrationIntercept', 'calibrationSlope'];

/** Adds a figure per report; says how many there are. Who may not read any has none. */
export async function drawSubgroups(place) {
  const reports = await all('subgroup-reports').catch(() => []);
  reports.forEach((report, at) => drawReport(place, report, `subgroups-${at + 1}`));
  return reports.length;
}

function drawReport(place, report, id) {
  const groups = [{ name: 'Everyone', attribute: null, performance: report.overall },
    ...report.subgroups.map(group => ({ ...group, name: `${named(group.attribute)}: ${group.category}` }))];
  const known = groups.filter(group => group.performance).map(group => ({ name: group.name, ...group.performance.auc }));
  const title = `Subgroups: ${report.label}`;
  const says = `Area under the ROC curve of ${report.model} for ${report.outcome}, with 95 % intervals, beside the distances of the same cohort. `
    + `${groups.length - known.length} of ${groups.length} groups are withheld.`;
  figure(place, {
    id, title, says, option: charts.intervals(says, 'AUC', known), height: 60 + 34 * known.length,
    columns: ['Group', 'Persons', 'AUC', 'Observed / expected', 'Calibration intercept', 'Calibration slope', 'Distance of the attribute (adjusted, by reference)'],
    rows: groups.map(group => [group.name,
      ...(group.performance ? [`≥ ${group.performance.personsAtLeast}`, ...MEASURES.map(name => estimate(group.performance[name]))]
        : ['–', WITHHELD[group.withheld], '–', '–', '–']),
      distancesOf(report, group.attribute).map(({ reference, distance }) => `${distances(distance)} ${reference}`).join('; ') || '–']),
    data: [['label', 'model', 'outcome', 'as_of', 'attribute', 'category', 'withheld', 'persons_at_least',
      ...MEASURES.flatMap(name => [name, `${name}_low`, `${name}_high`])],
    ...groups.map(group => [report.label, report.model, report.outcome, report.asOf, group.attribute, group.category, group.withheld,
      group.performance?.personsAtLeast, ...MEASURES.flatMap(name => Object.values(pick(group.performance?.[name])))])],
  });
  document.querySelector(`#${id} details`).open = true;
}

const pick = ({ value, low, high } = {}) => ({ value, low, high });

const distancesOf = (report, attribute) => report.distances.flatMap(({ reference, distances: list }) =>
  list.filter(distance => distance.attribute === attribute && distance.treatment === 'adjusted').map(distance => ({ reference, distance })));

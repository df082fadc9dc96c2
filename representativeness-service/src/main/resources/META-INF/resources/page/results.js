// The answer as figures: every number that is drawn also stands in a table and can be taken along.
import * as charts from './charts.js';
import { element } from './elements.js';
import { anew, figure } from './figure.js';
import { drawRadar } from './radar.js';
import { referenceOf } from './choice.js';
import { allNumbers, provenance } from './record.js';
import { csv, save } from './downloads.js';
import { behind, distances, named, ofPersons, persons, plain, reason, reference, share, shares, STAGES } from './words.js';

const group = (list, key) => Map.groupBy(list, key);

/** Draws an answer of POST /distances and the curves that belong to it, under one treatment of missing values, as it was left. */
export function draw(place, drawn) {
  const distance = document.getElementById('funnel-distance')?.value;
  anew(place, () => figures(place, drawn, distance));
}

function figures(place, { question, answer, curves, treatment }, distance) {
  const made = answer.comparisons.filter(compared => compared[treatment]);
  summary(place, question, answer, curves, treatment);
  for (const [attribute, list] of group(made, compared => compared.attribute)) bars(place, attribute, list, treatment);
  radar(place, made, treatment);
  curves.forEach(curve => drawCurve(place, curve, treatment));
  funnel(place, made, treatment, distance);
}

function summary(place, question, answer, curves, treatment) {
  const rows = answer.comparisons.map(one => [
    `${one.cohort}, ${named(one.attribute)}`, reference(one.reference), distances(one.raw), one.adjusted ? distances(one.adjusted) : 'nobody known',
    ...chance(one[treatment])]);
  const of = heading => `${heading} (${treatment})`;
  figure(place, {
    id: 'distances', title: 'Distances',
    says: rows.length === 0 ? 'Nothing could be compared, for the reasons below.'
      : 'Every chosen cohort from every chosen reference. Two numbers are the interval over all that hidden cells may hold.',
    columns: ['Cohort and attribute', 'Reference', 'Raw', 'Adjusted', of('95 % by sampling'), of('By chance'), of('Persons')], rows,
    data: allNumbers(answer, referenceOf),
    bearInMind: [...answer.comparisons.flatMap(one => one.warnings.map(warning => `${one.cohort}, ${named(one.attribute)}, ${one.reference.name}: ${warning.says}`)),
      ...answer.notCompared.map(not => `${not.cohort}, ${named(not.attribute)}: not compared with ${not.reference} (${reason(not)})`)],
  });
  const all = document.querySelector('#distances .downloads');
  all.append(element('button', { type: 'button', 'aria-label': 'JSON: everything', onclick: () =>
    save('representativeness.json', 'application/json', JSON.stringify({ question, answer, curves, references: provenance(answer, referenceOf) }, null, 2)) }, 'JSON'));
  document.querySelector('#distances details').open = true;
  const known = provenance(answer, referenceOf);
  if (known.length === 0) return;
  figure(place, {
    id: 'provenance', title: 'Where the references come from',
    says: `Base of the logarithm ${question.settings.base}; alignment ${[...new Set(answer.comparisons.map(one => one.alignment))].join(', ')}.`,
    columns: ['Reference', 'Title', 'Source', 'As of', 'Snapshot used', 'Persons', 'What was counted'],
    rows: known.map(one => [reference(one), one.title, one.source, one.asOf, one.snapshots.join(', '), one.persons.map(behind).join(', '), one.definition]),
    data: [['name', 'version', 'title', 'source', 'as_of', 'snapshots', 'persons', 'definition'],
      ...known.map(one => [one.name, one.version, one.title, one.source, one.asOf, one.snapshots.join(' '), one.persons.join(' '), one.definition])],
  });
  document.querySelector('#provenance details').open = true;
}

/** What belongs to one of the two distances only: persons who are missing are not in the adjusted one. */
const chance = distance => (distance
  ? [distance.sampling ? `${distance.sampling.low.toFixed(3)} to ${distance.sampling.high.toFixed(3)}` : 'cells hidden', distance.byChance.toFixed(3), persons(distance.persons)]
  : ['–', '–', '–']);

function bars(place, attribute, list, treatment) {
  const categories = list[0][treatment].categories.map(part => part.category);
  const side = (name, parts, of) => ({ name, of: new Map(parts.map(part => [part.category, of(part)])) });
  const cohorts = [...group(list, one => one.cohort).values()].map(([one]) =>
    side(one.cohort, one[treatment].categories, part => part.cohortShare));
  const references = [...group(list, one => `${reference(one.reference)} ${one.reference.date}`).values()].map(([one]) =>
    side(`${reference(one.reference)}, ${one.reference.date}`, one[treatment].categories, part => ({ low: part.referenceShare, high: part.referenceShare })));
  const sides = [...cohorts, ...references];
  const title = `${named(attribute)}: shares`;
  const says = `${sides.map(one => one.name).join(' beside ')}; missing ${treatment === 'raw' ? 'is a category' : 'is left out'}.`;
  const cell = (one, category) => one.of.get(category);
  figure(place, {
    id: `shares-${plain(attribute)}`, title, says, chart: width => charts.bars(categories, sides, width),
    columns: ['Category', ...sides.map(one => one.name)],
    rows: categories.map(category => [category, ...sides.map(one => (cell(one, category) ? shares(cell(one, category)) : share(0)))]),
    data: [['attribute', 'treatment', 'category', 'side', 'share_low', 'share_high'], ...sides.flatMap(one =>
      [...one.of].map(([category, range]) => [attribute, treatment, category, one.name, range.low, range.high]))],
    bearInMind: list.flatMap(one => one.warnings.map(warning => `${one.cohort}, ${one.reference.name}: ${warning.says}`)),
  });
}

/** Only what could be compared by every attribute has a line. */
function radar(place, made, treatment) {
  const attributes = [...new Set(made.map(one => one.attribute))];
  const lines = [...group(made, one => `${one.cohort} from ${reference(one.reference)}`)]
    .map(([name, list]) => ({ name, of: new Map(list.map(one => [one.attribute, one[treatment]])) }));
  drawRadar(place, { id: 'radar', title: 'Distances by attribute', treatment, attributes, lines });
}

function drawCurve(place, curve, treatment) {
  const lines = curve.curves.map(one => ({
    name: `${curve.series} from ${one.reference}`,
    points: one.points.filter(point => point[treatment]).map(point => {
      const { low, high, sampling, persons: counted, byChance } = point[treatment];
      return { date: point.date, referenceDate: point.referenceDate, referencePersons: point.referencePersons, alignment: point.alignment, low, high, counted, byChance, from: sampling?.low ?? low, to: sampling?.high ?? high };
    }) })).filter(line => line.points.length > 0);
  if (lines.length === 0) return;
  const title = `${named(curve.attribute)} over time: ${curve.series}`;
  const says = `Distance (${treatment}) at each date, each reference as of that day. The band is the 95 % interval by sampling, or, where cells are hidden, all that is possible.`
    + ` Cohorts of one name are one line.${curve.left.length > 0 ? ` Not here, for want of a second date of their own: ${curve.left.join(', ')}.` : ''}`;
  const points = lines.flatMap(line => line.points.map(point => [line, point]));
  figure(place, {
    id: plain(`curve-${curve.attribute}-${curve.series}`), title, says, chart: width => charts.curves(lines, width),
    columns: ['Line', 'Date', 'Reference as of', `Distance (base ${curve.base})`, 'Band from', 'Band to', 'By chance', 'Persons', 'Persons of the reference'],
    rows: points.map(([line, point]) => [line.name, point.date, point.referenceDate, distances(point), point.from.toFixed(3), point.to.toFixed(3), point.byChance.toFixed(3), persons(point.counted), behind(point.referencePersons)]),
    data: [['line', 'treatment', 'date', 'reference_date', 'low', 'high', 'band_from', 'band_to', 'by_chance', 'persons_at_least', 'persons_at_most', 'reference_persons', 'base', 'alignment'],
      ...points.map(([line, point]) => [line.name, treatment, point.date, point.referenceDate, point.low, point.high, point.from, point.to, point.byChance, point.counted.atLeast, point.counted.atMost, point.referencePersons, curve.base, point.alignment])],
  });
}

/** One cohort per stage, the latest; the distance told is that of the attribute and reference that are chosen here. */
function funnel(place, made, treatment, distance) {
  const staged = made.filter(one => STAGES.includes(one.stage));
  const kind = one => `${named(one.attribute)} from ${reference(one.reference)}`;
  const stagesOf = list => new Set(list.map(one => one.stage)).size;
  const kinds = [...group(staged, kind)].filter(([, list]) => stagesOf(list) > 1)
    .sort(([, one], [, other]) => stagesOf(other) - stagesOf(one)).map(([name]) => name);
  if (kinds.length === 0) return;
  const box = element('div');
  place.append(box);
  const show = chosen => {
    const these = staged.filter(one => kind(one) === chosen);
    const steps = STAGES.flatMap(stage => these.filter(one => one.stage === stage).slice(-1));
    const left = these.filter(one => !steps.includes(one)).map(one => one.cohort);
    const select = element('select', { onchange: () => { anew(box, () => show(select.value)); document.getElementById('funnel-distance').focus(); }, id: 'funnel-distance' },
      ...kinds.map(name => element('option', { selected: name === chosen }, name)));
    const says = `Persons at each stage of the journey, with the distance (${treatment}): ${chosen}.`
      + (left.length > 0 ? ` Of several cohorts at one stage the latest is here, not: ${left.join(', ')}.` : '');
    figure(box, {
      id: 'funnel', title: 'Funnel of stages', says,
      controls: [element('label', {}, 'Distance shown', select)],
      chart: width => charts.funnel(width, steps.map(one => ({ name: `${named(one.stage)}: ${one.cohort}`, persons: one.raw.persons.atMost, says: `${ofPersons(persons(one.raw.persons))}\ndistance ${distances(one[treatment])}` }))),
      columns: ['Stage', 'Cohort', 'Persons', 'Distance'],
      rows: steps.map(one => [named(one.stage), one.cohort, persons(one.raw.persons), distances(one[treatment])]),
      data: [['stage', 'cohort', 'persons_at_least', 'persons_at_most', 'attribute', 'reference', 'treatment', 'low', 'high'],
        ...steps.map(one => [one.stage, one.cohort, one.raw.persons.atLeast, one.raw.persons.atMost, one.attribute, reference(one.reference), treatment, one[treatment].low, one[treatment].high])],
    });
  };
  show(kinds.includes(distance) ? distance : kinds[0]);
}

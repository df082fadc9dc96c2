// Distances by attribute, as a radar and its table.
import * as charts from './charts.js';
import { figure } from './figure.js';
import { distances, named } from './words.js';

/** lines: { name, of: attribute -> { low, high } }; one that lacks an attribute is left out */
export function drawRadar(place, { id, title, treatment, attributes, lines: all }) {
  const lines = all.filter(line => attributes.every(name => line.of.has(name)))
    .map(line => ({ ...line, low: attributes.map(name => line.of.get(name).low), high: attributes.map(name => line.of.get(name).high) }));
  if (lines.length === 0) return;
  const says = attributes.length < 3 ? 'A radar needs three attributes; the table has the distances.'
    : `Distance (${treatment}) by attribute; nearer to the middle is nearer to the reference. Only what could be compared by every attribute.`;
  figure(place, {
    id, title, says, chart: attributes.length < 3 ? null : width => charts.radar(attributes, lines, width),
    columns: ['Cohort and reference', ...attributes.map(named)],
    rows: lines.map(line => [line.name, ...attributes.map(name => distances(line.of.get(name)))]),
    data: [['line', 'treatment', 'attribute', 'low', 'high'],
      ...lines.flatMap(line => attributes.map(name => [line.name, treatment, name, line.of.get(name).low, line.of.get(name).high]))],
  });
}

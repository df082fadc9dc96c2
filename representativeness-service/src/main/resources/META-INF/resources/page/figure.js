// A figure: heading, chart, the same numbers as a table, warnings, and downloads.
import * as echarts from './lib/echarts.esm.min.mjs';
import { element, table, warnings } from './elements.js';
import { csv, save, savePng, saveSvg } from './downloads.js';

const NARROWEST = 200; // pixels that a chart is drawn in where its place has no width, as while the browser takes a picture
const PAPER = 640; // pixels that every usual paper has room for
const drawings = new WeakMap(); // place of a chart -> draws it that wide, or as wide as the place is now

const drawAll = width => document.querySelectorAll('.chart').forEach(place => drawings.get(place)?.(width));

addEventListener('resize', () => drawAll());
// Firefox lets no script see the paper; in the others the place is as wide as the paper when the medium changes.
addEventListener('beforeprint', () => drawAll(PAPER));
addEventListener('afterprint', () => drawAll());
matchMedia('print').addEventListener('change', () => drawAll());

const charts = place => [...place.querySelectorAll('.chart')].map(at => echarts.getInstanceByDom(at)).filter(Boolean);

export function clear(place) {
  charts(place).forEach(chart => chart.dispose());
  place.replaceChildren();
}

/** Draws the figures of a place anew; a table that is there again is open or closed as it was left. */
export function anew(place, draw) {
  const tables = () => [...place.querySelectorAll('.figure > details')];
  const open = new Map(tables().map(table => [table.parentElement.id, table.open]));
  clear(place);
  draw();
  tables().forEach(table => table.open = open.get(table.parentElement.id) ?? table.open);
}

/** Names that differ by case or by signs alone, as "Sex" and "sex", would have one. */
function free(id) {
  let number = 1;
  const one = () => (number === 1 ? id : `${id}-${number}`);
  while (document.getElementById(one())) number++;
  return one();
}

/**
 * Adds a figure to the page.
 *
 * id: for the names of its files, with a number if there is such a figure already; title; says: what a reader who does not see the chart has to know;
 * chart: from the width in pixels to { option for ECharts, height in pixels }, null when there is nothing to draw;
 * columns and rows: what the table shows; data: rows of the CSV file with all digits, heading first
 */
export function figure(place, { id: wanted, title, says, chart: drawn, columns, rows, data, bearInMind = [], controls = [] }) {
  const id = free(wanted);
  const chartPlace = element('div', { className: 'chart' });
  const buttons = element('div', { className: 'downloads', role: 'group', 'aria-label': `Downloads: ${title}` });
  const made = element('section', { className: 'figure', id, 'aria-labelledby': `${id}-title` },
    element('h3', { id: `${id}-title` }, title), element('p', {}, says), ...controls, ...(drawn ? [chartPlace] : []),
    element('details', {}, element('summary', {}, `Data table: ${title}`), table(title, columns, rows)),
    ...warnings(bearInMind), buttons);
  place.append(made);
  const button = (label, act) => buttons.append(element('button', { type: 'button', onclick: act, 'aria-label': `${label}: ${title}` }, label));
  button('CSV', () => save(`${id}.csv`, 'text/csv', csv(data)));
  if (!drawn) return;
  const chart = echarts.init(chartPlace, null, { renderer: 'svg' });
  const draw = (width = Math.max(NARROWEST, chartPlace.clientWidth)) => {
    const { option, height } = drawn(width);
    chartPlace.style.height = `${height}px`;
    chart.resize({ width, height });
    chart.setOption(option, true);
  };
  drawings.set(chartPlace, draw);
  draw();
  chartPlace.setAttribute('role', 'img');
  chartPlace.setAttribute('aria-label', `${title}. ${says} The numbers are in the data table below.`);
  button('SVG', () => saveSvg(id, chart));
  button('PNG', () => savePng(id, chart));
}

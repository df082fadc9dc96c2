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

/**
 * Adds a figure to the page.
 *
 * id: for the names of its files; title; says: what a reader who does not see the chart has to know;
 * chart: from the width in pixels to { option for ECharts, height in pixels }, null when there is nothing to draw;
 * columns and rows: what the table shows; data: rows of the CSV file with all digits, heading first
 */
export function figure(place, { id, title, says, chart: drawn, columns, rows, data, bearInMind = [], controls = [] }) {
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

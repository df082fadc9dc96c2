// What leaves the page: tables as CSV, everything as JSON, charts as SVG and PNG.
import * as echarts from './lib/echarts.esm.min.mjs';

/** By a byte order mark a spreadsheet knows letters beyond ASCII; without them a file goes without it, for other readers. */
export function csv(rows) {
  const text = rows.map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
  return /[^\0-\x7f]/.test(text) ? `\ufeff${text}` : text;
}

/** Quoted where RFC 4180 asks for it; text that a spreadsheet would run as a formula is kept from it by an apostrophe. */
function cell(value) {
  if (value == null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function save(name, type, content) {
  saveFrom(name, URL.createObjectURL(new Blob([content], { type })));
}

function saveFrom(name, address) {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export const saveSvg = (name, chart) => save(`${name}.svg`, 'image/svg+xml', chart.renderToSVGString());

/** The page draws SVG; for a bitmap the same chart is drawn once more, on a canvas that nobody sees. */
export function savePng(name, chart) {
  const size = { width: chart.getWidth(), height: chart.getHeight() };
  const canvas = echarts.init(document.createElement('div'), null, { renderer: 'canvas', ...size });
  canvas.setOption({ ...chart.getOption(), animation: false });
  saveFrom(`${name}.png`, canvas.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' }));
  canvas.dispose();
}

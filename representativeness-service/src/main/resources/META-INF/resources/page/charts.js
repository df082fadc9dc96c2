// Each chart as an option for ECharts with the height it takes. Nothing is told by colour alone: bars have patterns, lines
// have symbols and dashes. The ground is white in the dark too: a chart looks as the file that is made of it.
import { legend } from './legend.js';
import { distance, named, shares } from './words.js';

const COLOURS = ['#0b5394', '#b34e00', '#00735a', '#8a3d74', '#5f5f5f', '#7a5c00', '#a3233a', '#3f51a3'];
const PLUS = 'path://M3,0h4v3h3v4h-3v3h-4v-3h-3v-4h3z';
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', PLUS, 'arrow'];

const hollow = symbol => `empty${symbol[0].toUpperCase()}${symbol.slice(1)}`;
const INK = { color: '#1c2530', fontSize: 13, lineHeight: 17 };
const FONT = 'system-ui, "Segoe UI", "Liberation Sans", sans-serif';

const USUAL = {
  animation: false,
  color: COLOURS,
  backgroundColor: '#fff',
  textStyle: { fontFamily: FONT, ...INK },
};

/** Areas are told apart without colours, too. What a chart says to who does not see it is told by its figure. */
const PATTERNS = { aria: { enabled: true, label: { enabled: false }, decal: { show: true } } };

const legendOf = (names, width, symbols) => legend(names, width, { ...INK, fontFamily: FONT }, symbols);

const LABEL_WIDTH = 130;
const categoryLabel = { ...INK, width: LABEL_WIDTH, overflow: 'break', interval: 0 };

/** Pixels that a row takes whose bars need so many: its label, broken into lines, has to fit too. */
const rowHeight = (names, bars) =>
  Math.max(bars, ...names.map(name => 6 + INK.lineHeight * Math.ceil(name.length / (LABEL_WIDTH / 8))));

const below = { nameLocation: 'middle', nameGap: 26, nameTextStyle: INK };

const tooltip = { renderMode: 'richText', confine: true };

/**
 * Shares of each category, side by side.
 *
 * sides: { name, of: category -> { low, high } }; a share that is hidden ends in a light part: anywhere in it is possible
 */
export function bars(categories, sides, width) {
  const upside = [...categories].reverse(); // the first category stands on top
  const series = sides.flatMap((side, at) => {
    const stack = `side ${at}`;
    const colour = COLOURS[at % COLOURS.length];
    const range = category => side.of.get(category) ?? { low: 0, high: 0 };
    const sure = { name: side.name, type: 'bar', stack, color: colour, data: upside.map(category => range(category).low) };
    const hidden = upside.map(category => range(category).high - range(category).low);
    if (!hidden.some(width => width > 0)) return [sure];
    return [sure, { name: `${side.name}: possible`, type: 'bar', stack, data: hidden.map(width => width || null), tooltip: { show: false },
      itemStyle: { color: '#fff', borderColor: colour, borderType: 'dashed', borderWidth: 1 } }];
  });
  const top = legendOf(series.map(one => one.name), width);
  const option = {
    ...USUAL,
    ...PATTERNS,
    legend: top.option,
    tooltip: { ...tooltip, formatter: item => {
      const range = sides.find(side => side.name === item.seriesName)?.of.get(item.name);
      return range ? `${item.name}\n${item.seriesName}: ${shares(range)}` : item.name;
    } },
    grid: { left: 8, right: 24, top: top.height + 8, bottom: 24, containLabel: true },
    xAxis: { type: 'value', min: 0, max: ({ max }) => (max > 0.8 ? 1 : null), splitNumber: 3, name: 'share of persons', ...below,
      axisLabel: { ...INK, formatter: value => `${Math.round(100 * value)} %`, hideOverlap: true } },
    yAxis: { type: 'category', data: upside, axisLabel: categoryLabel },
    series,
  };
  return { option, height: top.height + 70 + categories.length * rowHeight(categories, 14 + 15 * sides.length) };
}

/** Distances on one axis per attribute; where cells are hidden, the dashed line is the largest distance possible. */
export function radar(attributes, lines, width) {
  const { max, rings } = scale(Math.max(...lines.flatMap(line => line.high)));
  const drawn = lines.flatMap((line, at) => {
    const look = { symbol: SYMBOLS[at % SYMBOLS.length], symbolSize: 7, itemStyle: { color: COLOURS[at % COLOURS.length] } };
    const low = { name: line.name, value: line.low, ...look };
    return line.high.every((value, index) => value === line.low[index]) ? [low]
      : [low, { name: `${line.name}: at most`, value: line.high, ...look, symbol: hollow(look.symbol), lineStyle: { type: 'dashed' } }];
  });
  const top = legendOf(drawn.map(one => one.name), width, drawn.map(one => one.symbol));
  const radius = Math.max(60, Math.min(160, width / 2 - 100)); // beside it stand the names
  const option = {
    ...USUAL,
    legend: top.option,
    tooltip: { ...tooltip, formatter: item =>
      [item.name, ...attributes.map((attribute, at) => `${named(attribute)}: ${distance(item.value[at])}`)].join('\n') },
    radar: {
      // The rings are the same on every axis, so the first one tells them for all.
      indicator: attributes.map((attribute, at) => ({ name: named(attribute), min: 0, max, axisLabel: { ...INK, show: at === 0, formatter: value => String(Math.round(100 * value) / 100) } })),
      center: ['50%', top.height + 48 + radius], radius, axisName: INK, splitNumber: rings,
    },
    series: [{ type: 'radar', data: drawn, lineStyle: { width: 2 } }],
  };
  return { option, height: top.height + 2 * radius + 96 };
}

/** Rings at round numbers: the outermost is the first that holds the largest distance. */
function scale(largest) {
  const ring = [0.02, 0.05, 0.1].find(step => largest <= 5 * step) ?? 0.2;
  const rings = Math.max(1, Math.ceil(largest / ring - 1e-9));
  return { max: Math.round(rings * ring * 100) / 100, rings };
}

/** Distances over time, each with its band; lines: { name, points: [{ date, low, high, from, to }] }. */
export function curves(lines, width) {
  const series = lines.flatMap((line, at) => {
    const colour = COLOURS[at % COLOURS.length];
    const edge = { type: 'line', stack: `band ${at}`, stackStrategy: 'all', symbol: 'none', silent: true, color: colour,
      lineStyle: { width: 1, type: 'dotted' }, tooltip: { show: false } };
    return [
      { name: line.name, type: 'line', color: colour, symbol: SYMBOLS[at % SYMBOLS.length], symbolSize: 8,
        lineStyle: { width: 2, type: ['solid', 'dashed', 'dotted'][at % 3] },
        data: line.points.map(point => [point.date, (point.low + point.high) / 2]) },
      { ...edge, name: `${line.name}: from`, data: line.points.map(point => [point.date, point.from]) },
      { ...edge, name: `${line.name}: band`, areaStyle: { opacity: 0.18 },
        data: line.points.map(point => [point.date, point.to - point.from]) },
    ];
  });
  const top = legendOf(lines.map(line => line.name), width);
  const option = {
    ...USUAL,
    legend: top.option,
    tooltip: { ...tooltip, formatter: item => `${item.seriesName}\n${item.value[0]}: ${distance(item.value[1])}` },
    grid: { left: 8, right: 32, top: top.height + 32, bottom: 8, containLabel: true },
    xAxis: { type: 'time', axisLabel: { ...INK, hideOverlap: true } },
    yAxis: { type: 'value', min: 0, name: 'distance', nameTextStyle: INK, axisLabel: INK },
    series,
  };
  return { option, height: top.height + 300 };
}

/** Stages of a journey by their persons; steps: { name, persons, says }. */
export function funnel(width, steps) {
  const option = {
    ...USUAL,
    ...PATTERNS,
    tooltip: { ...tooltip, formatter: item => `${item.name}\n${steps[item.dataIndex].says}` },
    series: [{
      type: 'funnel', sort: 'none', left: 8, width: '45%', top: 8, bottom: 8, gap: 4, minSize: '2%', funnelAlign: 'center',
      label: { position: 'right', ...INK, width: 0.55 * width - 32, overflow: 'truncate', formatter: item => `${item.name}\n${steps[item.dataIndex].says}` },
      labelLine: { show: false },
      labelLayout: ({ rect }) => ({ x: rect.x + rect.width + 8 }), // beyond the whole stage: its side slants
      data: steps.map(step => ({ name: step.name, value: step.persons })),
    }],
  };
  return { option, height: 60 + 80 * steps.length };
}

/** Estimates with their 95 % intervals; rows: { name, value, low, high }. A point is the estimate, a bar its interval. */
export function intervals(axis, rows) {
  const upside = [...rows].reverse();
  const bar = { type: 'bar', stack: 'interval', barWidth: 8, silent: true };
  const option = {
    ...USUAL,
    tooltip: { ...tooltip, formatter: item => {
      const row = upside[item.dataIndex];
      return `${row.name}\n${axis} ${row.value} (${row.low} to ${row.high})`;
    } },
    grid: { left: 8, right: 24, top: 8, bottom: 24, containLabel: true },
    xAxis: { type: 'value', name: axis, ...below, scale: true, splitNumber: 4,
      axisLabel: { ...INK, hideOverlap: true } },
    yAxis: { type: 'category', data: upside.map(row => row.name), axisLabel: categoryLabel },
    series: [
      { ...bar, data: upside.map(row => row.low), itemStyle: { color: 'none' } },
      { ...bar, data: upside.map(row => row.high - row.low), itemStyle: { color: '#5f86b3' } },
      { type: 'scatter', symbolSize: 11, itemStyle: { color: COLOURS[0] }, data: upside.map(row => row.value) },
    ],
  };
  return { option, height: 60 + rows.length * rowHeight(rows.map(row => row.name), 28) };
}

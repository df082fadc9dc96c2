// The legend of a chart, whole: what is exported as a picture cannot be scrolled.

const SYMBOL = 30; // before each name, with its gap
const GAP = 10;
const PADDING = 5;

const pen = document.createElement('canvas').getContext('2d');

/** For a chart of that width: { option for ECharts, height in pixels that it takes }; symbols of the names, where ECharts has others. */
export function legend(names, width, text, symbols = []) {
  pen.font = `${text.fontSize}px ${text.fontFamily}`;
  const widths = names.map(name => Math.ceil(pen.measureText(name).width));
  const room = width - 2 * PADDING - SYMBOL - 4; // for one name in a row of its own
  const option = { top: 0, left: 'center', padding: PADDING, itemGap: GAP, textStyle: text,
    data: names.map((name, at) => (symbols[at] ? { name, icon: symbols[at] } : name)) };
  if (widths.every(each => each <= room)) {
    return { option, height: heightOf(rows(widths, width - 2 * PADDING), text.lineHeight) };
  }
  // ECharts gives every name the width that long ones are broken at, so each has a row.
  const lines = widths.map(each => Math.ceil(1.05 * each / room));
  const height = heightOf(names.length, text.lineHeight) + text.lineHeight * lines.reduce((sum, each) => sum + each - 1, 0);
  return { option: { ...option, left: 'left', textStyle: { ...text, width: room, overflow: 'breakAll' } }, height };
}

const heightOf = (count, lineHeight) => count * lineHeight + (count - 1) * GAP + 2 * PADDING;

/** How many rows names take, one after another, each with its symbol. */
function rows(widths, width) {
  let count = 1;
  let end = 0;
  for (const each of widths) {
    const item = SYMBOL + each;
    if (end > 0 && end + item > width) {
      count++;
      end = 0;
    }
    end += item + GAP;
  }
  return count;
}

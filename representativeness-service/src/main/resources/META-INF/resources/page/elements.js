// Small pieces of the page: an element, a table, a list of warnings.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** A table that can be scrolled by keyboard; the first cell of a row is its heading, and a row that is a text heads those below. */
export function table(caption, columns, rows) {
  const head = element('tr', {}, ...columns.map(column => element('th', { scope: 'col' }, column)));
  const bodies = [];
  for (const row of rows) {
    const heads = typeof row === 'string';
    if (heads || bodies.length === 0) bodies.push(element('tbody'));
    bodies.at(-1).append(element('tr', {}, ...(heads ? [element('th', { scope: 'rowgroup', colSpan: columns.length }, row)] : cells(row))));
  }
  const whole = element('table', {}, element('caption', {}, caption), element('thead', {}, head), ...bodies);
  return element('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `Table: ${caption}` }, whole);
}

const cells = row => row.map((cell, at) =>
  at === 0 ? element('th', { scope: 'row' }, cell) : element('td', { className: isNumber(cell) ? 'number' : '' }, String(cell)));

const isNumber = cell => /^[<≥\d.]/.test(String(cell)) && !/[a-z]{3}|\//i.test(String(cell));

export function warnings(sentences) {
  const distinct = [...new Set(sentences)];
  return distinct.length === 0 ? [] : [element('div', { className: 'warnings' },
    element('strong', {}, 'To bear in mind'),
    element('ul', {}, ...distinct.map(sentence => element('li', {}, sentence))))];
}

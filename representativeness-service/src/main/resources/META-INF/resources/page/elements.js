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

/** A table that can be scrolled by keyboard; the first cell of a row is its heading. */
export function table(caption, columns, rows) {
  const head = element('tr', {}, ...columns.map(column => element('th', { scope: 'col' }, column)));
  const body = rows.map(row => element('tr', {}, ...row.map((cell, at) =>
    at === 0 ? element('th', { scope: 'row' }, cell) : element('td', { className: isNumber(cell) ? 'number' : '' }, String(cell)))));
  const whole = element('table', {},
    element('caption', {}, caption), element('thead', {}, head), element('tbody', {}, ...body));
  return element('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `Table: ${caption}` }, whole);
}

const isNumber = cell => /^[<≥\d.]/.test(String(cell)) && !/[a-z]{3}|\//i.test(String(cell));

export function warnings(sentences) {
  const distinct = [...new Set(sentences)];
  return distinct.length === 0 ? [] : [element('div', { className: 'warnings' },
    element('strong', {}, 'To bear in mind'),
    element('ul', {}, ...distinct.map(sentence => element('li', {}, sentence))))];
}

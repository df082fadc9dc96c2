// From the form to the figures.
import { addJoint, bring, choose, chosenNow, offerAttributes, question, treatment, typeAgain, typed } from './choice.js';
import { curves } from './curves.js';
import { element } from './elements.js';
import { clear } from './figure.js';
import { forget, keep, takeUp } from './kept.js';
import { load } from './loading.js';
import { draw } from './results.js';
import { get, post, SessionOver } from './rest.js';

const by = id => document.getElementById(id);
const LOADING = by('status').textContent;
const NOTHING_YET = by('figures').textContent;
let last = null;
let newest = 0; // number of the comparison that was asked for last: an answer to an earlier one is not shown
const steps = new Map(); // what was chosen at each step of the browser's history, by the step's id
let account = null; // whose session it is, as far as the service has told
let ready = false; // before the lists are there, the form says less than what was kept

/** Tells what is or was done. The results are far from the form's controls, so that it is brought into view. */
function tell(sentence) {
  by('status').textContent = sentence;
  by('status').scrollIntoView({ block: 'nearest' });
}

function refuse(refused) {
  by('status').textContent = '';
  by('refusal').replaceChildren(...(refused instanceof SessionOver ? toLogin(refused) : reasons(refused)));
  by('refusal').scrollIntoView({ block: 'nearest' });
}

/** Runs work for a control; what it refuses is told in the alert, what it did in the status. */
async function run(control, work) {
  by('refusal').replaceChildren();
  const focused = document.activeElement === control; // what is disabled loses the focus
  control.disabled = true;
  try {
    const told = await work();
    if (told !== null) tell(told);
  } catch (refused) {
    refuse(refused);
  } finally {
    control.disabled = false;
    if (focused && document.activeElement === document.body) control.focus({ preventScroll: true });
  }
}

/** The reason, and of an answer that names fields, what is wrong with each. */
function reasons({ message, violations = [] }) {
  const fields = violations.map(({ field, message: wrong }) => element('li', {}, field ? `${field}: ${wrong}` : wrong));
  return [element('p', {}, message), ...(fields.length > 0 ? [element('ul', {}, ...fields)] : [])];
}

/** The page itself leads to the login; who may have gone for good is not sent there unasked, nor loses what was typed. */
function toLogin({ message }) {
  const keepAll = () => ready && keep(account, { choice: chosenNow(), typed: typed() });
  const again = () => {
    keepAll(); // what was typed since, too
    location.reload();
  };
  const kept = ' What you chose and typed is kept in this tab and will be here if you log in again; only a file has to be chosen again.';
  return [element('p', {}, `${message}${keepAll() ? kept : ''}`),
    element('button', { type: 'button', id: 'log-in', onclick: again }, 'Log in again')];
}

/** The sentence on what was compared; null when a later question has overtaken this one, whatever became of it. */
async function compare() {
  const number = ++newest;
  earlier(last !== null);
  const asked = question();
  tell('Comparing …');
  const still = () => number === newest;
  const overtaken = refused => {
    if (still() || refused instanceof SessionOver) throw refused;
  };
  const answer = await post('distances', asked).catch(overtaken);
  if (!still()) return null;
  const overTime = await curves(asked, answer).catch(overtaken);
  if (!still()) return null;
  last = { question: asked, answer, curves: overTime.filter(curve => !curve.refused) };
  show();
  earlier(false);
  return `Compared ${asked.cohorts.length} cohort(s) with ${asked.references.length} reference(s) by ${asked.attributes.length} attribute(s): `
    + `${answer.comparisons.length} distance(s), ${answer.notCompared.length} not compared.`
    + overTime.filter(curve => curve.refused).map(({ series, attribute, refused }) =>
      ` There is no curve of ${series} by ${attribute}: ${refused}`).join('');
}

const show = () => draw(by('figures'), { ...last, treatment: treatment() });

/** What was added is in the list of cohorts; it leaves its field, so that it is not added again with what comes next. */
async function addOwn() {
  const file = by('own-file').files[0];
  const pasted = by('own-text').value;
  if (!file && !pasted.trim()) throw new Error('Choose a file or paste counts.');
  if (file && pasted.trim()) throw new Error('There are a file and pasted counts: empty the text to add the file, or choose no file to add the text.');
  const added = await bring(file ? await file.text() : pasted);
  by('own-file').value = '';
  if (by('own-text').value === pasted) by('own-text').value = ''; // unless it was typed on meanwhile
  return `Added ${added} cohort(s) of your own.`;
}

/** Whether what is shown answers an earlier question than the one that was asked last. */
function earlier(is) {
  by('earlier').hidden = !is;
  by('figures').classList.toggle('earlier', is);
}

/**
 * A step of the browser's history. The history gets its id alone: it outlives the session, nobody can take anything out of it,
 * and what is chosen names cohorts that may be one person's own.
 */
function step(choice, compared) {
  const id = `${performance.timeOrigin}/${steps.size}`;
  steps.set(id, { choice, compared });
  return { id };
}

/** Each comparison is a step of the browser's history: the back button brings the choice before it. */
async function compareAnew() {
  const told = await compare();
  if (told === null) return null;
  const choice = chosenNow();
  const here = steps.get(history.state?.id);
  const same = here?.compared && JSON.stringify(choice) === JSON.stringify(here.choice);
  if (!same) history.pushState(step(choice, true), '');
  return told;
}

addEventListener('popstate', ({ state }) => {
  if (!state || !ready) return;
  const [first] = steps.values();
  const { choice, compared } = steps.get(state.id) ?? first; // of what was before the page was loaded, nothing is known
  choose(choice);
  if (compared) {
    run(by('compare'), compare);
  } else {
    newest++;
    last = null;
    clear(by('figures'));
    by('figures').append(element('p', { className: 'help' }, NOTHING_YET));
    earlier(false);
    by('status').textContent = '';
  }
});

by('question').addEventListener('submit', event => {
  event.preventDefault();
  run(by('compare'), compareAnew);
});
by('treatment').addEventListener('change', ({ target }) => {
  if (!last) return;
  show();
  by('status').textContent = `Missing values ${target.selectedOptions[0].text}.`; // who chooses stays at the list
});
by('cohorts').addEventListener('change', offerAttributes);
// No step of the history: going back from it would ask the question before once more.
document.querySelector('a.skip').addEventListener('click', event => {
  event.preventDefault();
  by('results').focus();
});
by('joint-add').addEventListener('click', () => run(by('joint-add'), async () => addJoint()));
by('own-add').addEventListener('click', () => run(by('own-add'), addOwn));
document.querySelector('a[href=logout]').addEventListener('click', forget);

/** Without an answer the session is nobody's: then nothing is kept, nor given to anybody. */
async function whose() {
  account = await get('page/account').then(({ account: own }) => own, () => null);
}

const loading = load();
const begun = run(by('compare'), async () => {
  if (!Map.groupBy) throw new Error('This browser is too old for the page: it needs Chrome or Edge 117, Firefox 119 or Safari 17.4.');
  await Promise.all([loading.choices, whose()]);
  const kept = takeUp(account);
  if (kept) typeAgain(kept.typed);
  if (kept) choose(kept.choice);
  history.replaceState(step(chosenNow(), false), '');
  ready = true;
  return null;
});
Promise.all([loading.told, begun]).then(([told]) => {
  // It is not brought into view: nobody asked for it, and whoever fills in the form stays there.
  if (by('status').textContent === LOADING) by('status').textContent = told;
}, refuse);

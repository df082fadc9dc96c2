// The form: what there is to choose from, and what was chosen.
import { all, postText } from './rest.js';
import { element } from './elements.js';
import { counted, named, ofPersons, STAGES } from './words.js';

const by = id => document.getElementById(id);

// Chosen at first: each case once. The one that S1 printed counts cases of the first month sixteen times.
const FIRST_REFERENCE = 'cdc-2021-06-30-true-cumulative';

const cohorts = new Map();   // label -> cohort as POST /distances takes it
const titles = new Map();    // label -> the title it came with
const references = new Map(); // name/version -> summary with its provenance
const own = new Set();       // labels of cohorts that were brought
let left = new Set();        // attributes whose tick was taken away
const joints = new Set();    // attributes taken together, chosen here; as the service names them: "race*sex"

/** Offers the commons' cohorts and says how many there are. */
export async function offerCohorts() {
  const profiles = await all('profiles');
  profiles.forEach(profile => add({
    label: profile.label, stage: profile.stage, asOf: profile.asOf.slice(0, 10),
    persons: profile.counts.persons, attributes: profile.counts.attributes }));
  offerAttributes();
  return profiles.length;
}

/** Offers the references and says how many there are. */
export async function offerReferences() {
  const populations = await all('references');
  const first = populations.find(population => population.name === FIRST_REFERENCE) ?? populations[0];
  populations.forEach(population => {
    const id = `${population.name}/${population.version}`;
    references.set(id, population);
    by('references').append(choice('reference', id, population.title, `${id} · ${population.asOf}`, population === first));
  });
  return populations.length;
}

/** Offers the alignments and says how many there are. */
export async function offerAlignments() {
  const alignments = await all('alignments');
  const names = [...new Set(alignments.map(alignment => `${alignment.name}/${alignment.version}`))];
  by('alignment').append(...names.map(name => element('option', {}, name)));
  return names.length;
}

/** Adds cohorts of a CSV text; the service reads it and keeps nothing. */
export async function bring(text) {
  const read = await postText('counts', 'text/csv', text);
  read.cohorts.forEach(cohort => own.add(add(cohort, true)));
  offerAttributes();
  return read.cohorts.length;
}

/** Two cohorts may have one title: the answer names them by it, so each gets one of its own here, and it is told. */
function add(cohort, chosen = false) {
  let label = cohort.label;
  for (let next = 2; cohorts.has(label); next++) label = `${cohort.label} (${next})`;
  cohorts.set(label, { ...cohort, label });
  titles.set(label, cohort.label);
  const says = [cohort.stage && named(cohort.stage), cohort.persons && ofPersons(counted(cohort.persons)), cohort.asOf];
  by('cohorts').append(choice('cohort', label, label, says.filter(Boolean).join(' · '), chosen));
  return label;
}

function choice(name, value, title, says, checked) {
  const box = element('input', { type: 'checkbox', name, value, checked });
  return element('label', {}, box, element('span', {}, title, ...(says ? [element('small', {}, says)] : [])));
}

const chosen = name => [...document.querySelectorAll(`input[name=${name}]:checked`)].map(box => box.value);

/** The attributes of the chosen cohorts, or of all while none is chosen; a choice that was made stays. */
export function offerAttributes() {
  left = leftNow();
  offerThem();
}

/** Attributes that are not to be compared, those that no chosen cohort has just now too. */
function leftNow() {
  const boxes = [...document.querySelectorAll('input[name=attribute]')];
  const kept = new Set(left);
  boxes.forEach(box => (box.checked ? kept.delete(box.value) : kept.add(box.value)));
  return kept;
}

function offerThem() {
  const picked = chosenCohorts();
  const from = picked.length > 0 ? picked : [...cohorts.values()];
  const published = [...new Set(from.flatMap(cohort => Object.keys(cohort.attributes)))];
  const attributes = [...new Set([...published, ...joints])].sort();
  by('attributes-note').hidden = attributes.length > 0;
  const alike = Map.groupBy(attributes, named); // "Sex" beside "sex"
  by('attributes').replaceChildren(...attributes.map(name =>
    choice('attribute', name, named(name), alike.get(named(name)).length > 1 ? name : '', !left.has(name))));
  const alone = [...new Set(published.flatMap(name => name.split('*')))].sort();
  offerIn(by('joint-one'), alone, 0);
  offerIn(by('joint-other'), alone, 1);
}

function offerIn(select, names, first) {
  const before = names.includes(select.value) ? select.value : names[first];
  select.replaceChildren(...names.map(name => element('option', { value: name, selected: name === before }, named(name))));
}

/** Adds the joint of two attributes; whether cohorts and references have it, the answer says. */
export function addJoint() {
  const pair = [by('joint-one').value, by('joint-other').value].sort();
  if (!pair[0] || pair[0] === pair[1]) throw new Error('Choose two different attributes.');
  const joint = pair.join('*');
  joints.add(joint);
  offerAttributes();
  return `Added ${named(joint)} to the attributes.`;
}

const FIELDS = ['treatment', 'base', 'alignment', 'ages'];

/** What is chosen, to be chosen again later. */
export const chosenNow = () => ({
  cohorts: chosen('cohort'), references: chosen('reference'), joints: [...joints],
  left: [...leftNow()].sort(),
  fields: Object.fromEntries(FIELDS.map(id => [id, by(id).value])),
});

/** Chooses what was chosen then, of what there still is. */
export function choose(then) {
  check('cohort', label => then.cohorts.includes(label));
  check('reference', id => then.references.includes(id));
  joints.clear();
  then.joints.forEach(joint => joints.add(joint));
  left = new Set(then.left);
  offerThem();
  for (const [id, value] of Object.entries(then.fields)) {
    const field = by(id);
    if (!field.options || [...field.options].some(option => option.value === value)) field.value = value;
  }
}

function check(name, whether) {
  document.querySelectorAll(`input[name=${name}]`).forEach(box => { box.checked = whether(box.value); });
}

/** Counts that were brought or are still being typed: the service keeps none, so they are only here. */
export const typed = () => ({ text: by('own-text').value, cohorts: [...own].map(label => ({ ...cohorts.get(label), label: titles.get(label) })) });

/** Puts them back. */
export function typeAgain(then) {
  then.cohorts.forEach(cohort => own.add(add(cohort)));
  by('own-text').value = then.text;
  by('own').open = then.text !== '';
}

/** One cohort that was counted on several dates comes under one title. */
export const titleOf = cohort => titles.get(cohort.label);

const chosenCohorts = () => chosen('cohort').map(label => cohorts.get(label));

export const treatment = () => by('treatment').value;

export const referenceOf = against => references.get(`${against.name}/${against.version}`);

/** What POST /distances takes; throws an Error with a sentence when something is missing. */
export function question() {
  const asked = { cohorts: chosenCohorts().sort(byStage), references: chosen('reference'), attributes: chosen('attribute'), settings: settings() };
  for (const [what, list] of [['cohort', asked.cohorts], ['reference', asked.references], ['attribute', asked.attributes]]) {
    if (list.length === 0) throw new Error(`Choose at least one ${what}.`);
  }
  return asked;
}

const byStage = (one, other) =>
  STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage) || (one.asOf ?? '').localeCompare(other.asOf ?? '');

function settings() {
  const written = by('ages').value.split(/[\s,;]+/).filter(Boolean);
  if (!written.every(year => /^\d{1,3}$/.test(year))) throw new Error('Age groups begin at whole years, such as 18, 50, 65.');
  const cuts = written.map(Number);
  return { alignment: by('alignment').value, base: by('base').value, ...(cuts.length > 0 ? { ageCuts: cuts } : {}) };
}

// How numbers and names are shown to people. Downloads have all digits; these are for reading.

export const STAGES = ['whole-commons', 'saved-cohort', 'linked', 'interval-aligned', 'final-cohort'];

const NAMES = {
  sex: 'Sex', race: 'Race', ethnicity: 'Ethnicity', race_ethnicity: 'Race and ethnicity', age_at_index: 'Age',
  manufacturer: 'Manufacturer',
  'whole-commons': 'Whole commons', 'saved-cohort': 'Saved cohort', linked: 'Linked', 'interval-aligned': 'Interval-aligned',
  'final-cohort': 'Final cohort',
};

/** A name for people; of a joint, "race*sex", the names of its attributes. */
export const named = key => NAMES[key] ?? key.split('*').map(part => NAMES[part] ?? part).join(' × ');

/** A name that a file and an element can have. */
export const plain = text => text.replaceAll(/[^\w-]+/g, '-').toLowerCase();

const REASONS = {
  'reference-begins-later': 'the reference begins later',
  'attribute-not-in-reference': 'the reference does not have',
  'attribute-not-in-cohort': 'the cohort does not have',
  'nobody-counted': 'all its counts are 0',
  'too-much-hidden': 'so much of it is hidden that an interval would say nothing',
  'only-margins-in-reference': 'the reference has its attributes one by one only, and margins do not make a joint',
  'only-margins-in-cohort': 'the cohort has its attributes one by one only, and margins do not make a joint',
};

/** Why it was not compared; what a side does not have is told as it was written, as "Sex" where the service knows "sex". */
export const reason = ({ reason: key, attribute }) =>
  (key.startsWith('attribute-not-in-') ? `${REASONS[key]} "${attribute}"` : REASONS[key] ?? key);

export const distance = value => value.toFixed(3);

/** One number, or both ends when cells are hidden. */
export const distances = treatment =>
  treatment.low === treatment.high ? distance(treatment.low) : `${distance(treatment.low)} to ${distance(treatment.high)}`;

export const whole = value => Math.round(value).toLocaleString('en');

export const persons = range =>
  range.atLeast === range.atMost ? whole(range.atLeast) : `${whole(range.atLeast)} to ${whole(range.atMost)}`;

/** "1 person", "117 persons", "12 to 30 persons". */
export const ofPersons = number => `${number} ${number === '1' ? 'person' : 'persons'}`;

/** Persons of a reference; null when its numbers are shares. */
export const behind = count => (count == null ? 'shares' : whole(count));

export const counted = count => (count.exact == null ? `<${count.fewerThan}` : whole(count.exact));

export const share = value => `${(100 * value).toFixed(1)} %`;

export const shares = range => (range.low === range.high ? share(range.low) : `${share(range.low)} to ${share(range.high)}`);

export const reference = against => `${against.name}/${against.version}`;

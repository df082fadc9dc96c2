// Which cohorts are one that grew, and its distances over time.
import { titleOf } from './choice.js';
import { SessionOver, post } from './rest.js';

/**
 * A curve for each attribute of each cohort that was counted on several dates and compared. The commons is one cohort whatever
 * its version is called; every other is told from its neighbours by its title. Of several cohorts of one title that were counted
 * on one day each is in a curve of its own.
 *
 * Each is { series, left: cohorts of the series that no curve has, all that POST /curves answers }, or
 * { series, attribute, refused: why there is no answer }: the distances are there without it.
 */
export function curves(asked, { comparisons }) {
  const made = new Set(comparisons.map(one => JSON.stringify([one.cohort, one.attribute])));
  const series = Map.groupBy(asked.cohorts.filter(cohort => cohort.asOf),
    cohort => (cohort.stage === 'whole-commons' ? cohort.stage : titleOf(cohort)));
  const questions = [...series].flatMap(([name, cohorts]) => asked.attributes.flatMap(attribute => {
    const growing = oncePerDay(cohorts.filter(cohort => made.has(JSON.stringify([cohort.label, attribute]))));
    const drawn = growing.filter(line => line.length > 1);
    const left = growing.filter(line => line.length === 1).flat().map(cohort => cohort.label);
    return drawn.map((line, at) => ({ series: at === 0 ? name : `${name} (${at + 1})`, left, attribute, points: line.map(cohort =>
      ({ date: cohort.asOf, persons: cohort.persons, counts: cohort.attributes[attribute] })) }));
  }));
  return Promise.all(questions.map(async ({ series: name, left, attribute, points }) => {
    try {
      return { series: name, left, ...await post('curves', { attribute, points, references: asked.references, settings: asked.settings }) };
    } catch (refused) {
      if (refused instanceof SessionOver) throw refused;
      return { series: name, attribute, refused: refused.message };
    }
  }));
}

/** Cohorts in their order as lines that have each day once: the second of a day is in the second line. */
function oncePerDay(cohorts) {
  const lines = [];
  for (const sameDay of Map.groupBy(cohorts, cohort => cohort.asOf).values()) {
    sameDay.forEach((cohort, at) => (lines[at] ??= []).push(cohort));
  }
  return lines;
}

// The answer as rows with all digits and everything it was computed from.

const COLUMNS = ['cohort', 'stage', 'as_of', 'attribute', 'treatment', 'low', 'high', 'sampling_low', 'sampling_high', 'by_chance',
  'persons_at_least', 'persons_at_most', 'base', 'alignment', 'reference', 'reference_version', 'reference_date', 'reference_persons',
  'reference_source', 'reference_as_of', 'category', 'category_persons_at_least', 'category_persons_at_most', 'cohort_share_low',
  'cohort_share_high', 'reference_share', 'contribution_low', 'contribution_high'];

/** One row per category of every comparison, heading first. */
export function allNumbers(answer, referenceOf) {
  const rows = answer.comparisons.flatMap(one => ['raw', 'adjusted'].filter(treatment => one[treatment]).flatMap(treatment => {
    const { low, high, sampling, byChance, persons, categories } = one[treatment];
    const against = one.reference;
    const source = referenceOf(against);
    return categories.map(part => [one.cohort, one.stage, one.asOf, one.attribute, treatment, low, high, sampling?.low, sampling?.high, byChance,
      persons.atLeast, persons.atMost, one.base, one.alignment, against.name, against.version, against.date, against.persons,
      source?.source, source?.asOf, part.category, part.persons.atLeast, part.persons.atMost, part.cohortShare.low,
      part.cohortShare.high, part.referenceShare, part.contribution.low, part.contribution.high]);
  }));
  return [COLUMNS, ...rows];
}

/** The references that an answer used, with the dates of the snapshots and the persons behind them. */
export function provenance(answer, referenceOf) {
  const used = Map.groupBy(answer.comparisons.map(one => one.reference), against => `${against.name}/${against.version}`);
  return [...used.values()].map(list => {
    const [{ name, version, definition }] = list;
    const { title, source, asOf } = referenceOf({ name, version }) ?? {};
    return { name, version, title, source, asOf, definition,
      snapshots: [...new Set(list.map(one => one.date))], persons: [...new Set(list.map(one => one.persons ?? null))] };
  });
}

package org.tessera.endtoend.population;

import java.util.List;

/**
 * The dates of a person's illness as both domains know them, in days from the first positive test. The commons shows
 * the first three as relative days, the hospital records the others as dates.
 *
 * @param commonsPositive positive tests of the case
 * @param commonsNegative negative tests of the case
 * @param studies imaging studies of the case
 * @param recordPositive positive tests of the record
 * @param recordNegative negative tests of the record
 * @param recordRadiographs chest radiograph procedures of the record
 */
record Course(
        List<Integer> commonsPositive,
        List<Integer> commonsNegative,
        List<Study> studies,
        List<Integer> recordPositive,
        List<Integer> recordNegative,
        List<Integer> recordRadiographs) {

    /**
     * One imaging study.
     *
     * @param day its day
     * @param modality DX, CR or CT
     * @param views view of each of its images
     * @param viewOnStudy the view stands on the study's row, not on the series'
     */
    record Study(int day, String modality, List<String> views, boolean viewOnStudy) {}
}

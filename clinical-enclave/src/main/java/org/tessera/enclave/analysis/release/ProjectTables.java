package org.tessera.enclave.analysis.release;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasedCells;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;
import org.tessera.enclave.disclosure.Suppression;

/**
 * All tables of a project, as counted, and suppressed together in one fixed order: identifier lists, funnel, final cohort,
 * linked, interval-aligned, history of the final cohort. So whichever of them are asked for, in whatever order, they do not
 * give one another away. History is last: what only describes a cohort never hides what is studied in it.
 *
 * @param everybody everyone in the catalogue or the match: public, but for who has several cases
 * @param lists sets that identifier lists name exactly
 * @param funnel persons by verdict
 * @param stages persons by category, per stage, in their order
 * @param history persons of the final cohort by what they had or were before
 * @param sources which domain told what, and as of when
 */
record ProjectTables(
        int everybody,
        List<ReleasedSet> lists,
        Disclosable.CountTable funnel,
        SequencedMap<Stage, Disclosable.CountTable> stages,
        Disclosable.CountTable history,
        Sources sources) {
    /** All that is told of a stage. */
    Disclosable.CountTable characteristics(Stage stage) {
        Disclosable.CountTable counts = Objects.requireNonNull(stages.get(stage));
        return stage == Stage.FINAL_COHORT ? Tables.joined(counts, history) : counts;
    }

    /** The safe funnel. */
    Disclosable.CountTable safeFunnel() {
        return new Suppression(lists, everybody).apply(funnel);
    }

    /** The safe table of a stage, without history. */
    Disclosable.CountTable safeStage(Stage wanted) {
        return Objects.requireNonNull(safe(wanted, besideStages()).get(wanted));
    }

    /** The safe table of all that is told of a stage. */
    Disclosable.CountTable safeCharacteristics(Stage wanted) {
        if (wanted != Stage.FINAL_COHORT || history.cells().isEmpty()) {
            return safeStage(wanted);
        }
        List<ReleasedSet> beside = besideStages();
        Map<Stage, Disclosable.CountTable> safe = safe(stages.lastEntry().getKey(), beside);
        return Tables.joined(
                Objects.requireNonNull(safe.get(wanted)), new Suppression(beside, around(wanted)).apply(history));
    }

    private List<ReleasedSet> besideStages() {
        List<ReleasedSet> beside = new ArrayList<>(lists);
        beside.addAll(sets(safeFunnel()));
        return beside;
    }

    /** The safe tables of the stages as far as one, each beside those before it, to which they are added. */
    private Map<Stage, Disclosable.CountTable> safe(Stage last, List<ReleasedSet> beside) {
        Map<Stage, Disclosable.CountTable> safe = new EnumMap<>(Stage.class);
        for (var stage : stages.entrySet()) {
            Disclosable.CountTable table = new Suppression(beside, around(stage.getKey())).apply(stage.getValue());
            safe.put(stage.getKey(), table);
            beside.addAll(sets(table));
            if (stage.getKey() == last) {
                break;
            }
        }
        return safe;
    }

    /** A number that no count of a stage exceeds: of the list of identifiers that it is a part of. */
    private int around(Stage stage) {
        return stage == Stage.LINKED ? everybody : lists.getLast().persons().size();
    }

    private static List<ReleasedSet> sets(Disclosable.CountTable table) {
        return ReleasedCells.of(new FrozenResource("table", "table", "", new byte[0], table))
                .sets();
    }
}

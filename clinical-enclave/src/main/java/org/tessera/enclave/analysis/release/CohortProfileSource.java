package org.tessera.enclave.analysis.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Count;
import org.tessera.contracts.Label;
import org.tessera.contracts.ProfileId;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.Published;
import org.tessera.enclave.disclosure.ReleasableSource;

/** The profile of a stage for the representativeness service. Parameter stage: final-cohort (default), linked, interval-aligned. */
@ApplicationScoped
public class CohortProfileSource implements ReleasableSource {
    private final CountingTables tables;
    private final Clock clock;

    CohortProfileSource(CountingTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "cohort-profile";
    }

    @Override
    public FrozenResource freeze(Project project, Map<String, String> parameters) {
        Stage stage = new Parameters(parameters, Set.of("stage")).stage("stage", Stage.FINAL_COHORT);
        Disclosable.CountTable table = demographics(tables.count(project).safeStage(stage));
        Map<String, Map<String, Count>> attributes = new TreeMap<>();
        for (Disclosable.Cell cell : table.cells()) {
            attributes.computeIfAbsent(cell.row(), any -> new TreeMap<>()).put(cell.column(), count(cell.published()));
        }
        var profile = new CohortProfile(
                ProfileId.random(),
                stage.text(),
                Label.of(project.title(), stage.text()),
                null,
                clock.instant(),
                count(table.margins().getFirst().published()),
                attributes);
        Sendable.check(profile);
        return new FrozenResource(
                "cohort-profile-" + stage.text() + ".json",
                kind(),
                "application/json",
                ContractJson.bytes(profile),
                new Disclosable.Profile(profile, table));
    }

    /** The part of a table that is about sex, race, ethnicity and age; a part of a safe table is safe. */
    private static Disclosable.CountTable demographics(Disclosable.CountTable table) {
        List<Disclosable.Cell> cells = new ArrayList<>();
        List<Disclosable.Margin> margins = new ArrayList<>();
        for (Disclosable.Margin margin : table.margins()) {
            List<Integer> block = new ArrayList<>();
            for (int c : margin.cells()) {
                if (Categories.ATTRIBUTES.contains(table.cells().get(c).row())) {
                    block.add(cells.size());
                    cells.add(table.cells().get(c));
                }
            }
            if (!block.isEmpty() || margin.cells().isEmpty()) {
                margins.add(new Disclosable.Margin(margin.label(), block, margin.persons(), margin.published()));
            }
        }
        return new Disclosable.CountTable(cells, margins);
    }

    private static Count count(Published published) {
        return switch (published) {
            case Published.Exact(int count) -> Count.of(count);
            case Published.FewerThan(int limit) -> new Count(null, limit);
            case Published.Withheld() -> throw new IllegalStateException("a profile bounds what it does not show");
        };
    }
}

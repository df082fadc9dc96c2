package org.tessera.enclave.analysis.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.disclosure.Suppression;

/**
 * Persons of a cohort by sex, race, ethnicity and age, of the final cohort also by outcome, clinical indicators and history.
 * Parameters: cohort (final-cohort, linked, interval-aligned) and suppress (true, primary-only, false).
 */
@ApplicationScoped
public class CharacteristicsSource implements ReleasableSource {
    private final CountingTables tables;

    CharacteristicsSource(CountingTables tables) {
        this.tables = tables;
    }

    @Override
    public String kind() {
        return "characteristics";
    }

    @Override
    public FrozenResource freeze(Project project, Map<String, String> parameters) {
        var given = new Parameters(parameters, Set.of("cohort", "suppress"));
        Stage cohort = given.stage("cohort", Stage.FINAL_COHORT);
        String suppress = given.choice("suppress", FunnelSource.SUPPRESS);
        ProjectTables counted = tables.count(project);
        Disclosable.CountTable raw = counted.characteristics(cohort);
        Disclosable.CountTable table = switch (suppress) {
            case "false" -> Suppression.none(raw);
            case "primary-only" -> Suppression.primary(raw);
            default -> counted.safeCharacteristics(cohort);
        };
        String name = "characteristics-" + cohort.text() + ".csv";
        return new FrozenResource(name, kind(), "text/csv", TableCsv.categories(table, counted.sources()), table);
    }
}

package org.tessera.enclave.analysis.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.disclosure.Suppression;

/** The CONSORT funnel in persons. Parameter suppress: true (default), primary-only, false. */
@ApplicationScoped
public class FunnelSource implements ReleasableSource {
    static final List<String> SUPPRESS = List.of("true", "primary-only", "false");

    private final CountingTables tables;

    FunnelSource(CountingTables tables) {
        this.tables = tables;
    }

    @Override
    public String kind() {
        return "funnel";
    }

    @Override
    public FrozenResource freeze(Project project, Map<String, String> parameters) {
        String suppress = new Parameters(parameters, Set.of("suppress")).choice("suppress", SUPPRESS);
        ProjectTables counted = tables.count(project);
        Disclosable.CountTable table = switch (suppress) {
            case "false" -> Suppression.none(counted.funnel());
            case "primary-only" -> Suppression.primary(counted.funnel());
            default -> counted.safeFunnel();
        };
        return new FrozenResource("funnel.csv", kind(), "text/csv", TableCsv.funnel(table, counted.sources()), table);
    }
}

package org.tessera.enclave.analysis.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.tessera.enclave.analysis.Cohort;
import org.tessera.enclave.protocol.Covariate;
import org.tessera.enclave.protocol.History;
import org.tessera.enclave.protocol.Phenotype;
import org.tessera.enclave.protocol.Protocol;

/** Which attributes the tables of a protocol have, and the categories of a member of its cohort that no catalogue tells. */
record Described(Protocol protocol) {
    static final String OUTCOME = "outcome";

    /** What the table of a stage has; protocols of before may have one name twice. */
    List<String> attributes(Stage stage) {
        List<String> attributes = new ArrayList<>(Categories.ATTRIBUTES);
        if (stage == Stage.FINAL_COHORT) {
            attributes.add(OUTCOME);
            attributes.addAll(binary());
        }
        return attributes.stream().distinct().toList();
    }

    /** What its members had or were before: phenotypes of all time, as S1's Table 2 has severity, and smoking. */
    List<String> history() {
        Set<String> known = new HashSet<>(attributes(Stage.FINAL_COHORT));
        return Stream.concat(everHad().stream(), protocol.history().stream().map(History::name))
                .filter(known::add)
                .toList();
    }

    /** Attribute to category. */
    Map<String, String> values(Cohort.Member member) {
        Map<String, String> values = new HashMap<>();
        values.put(OUTCOME, said(member.outcome()));
        for (String covariate : binary()) {
            Double value = member.covariates().get(covariate);
            values.put(covariate, value == null ? Categories.NOT_REPORTED : said(value > 0));
        }
        for (String phenotype : everHad()) {
            values.putIfAbsent(
                    phenotype, said(Objects.requireNonNull(member.alternatives().get(phenotype))));
        }
        member.history().forEach((name, it) -> values.putIfAbsent(name, said(it)));
        return values;
    }

    private List<String> binary() {
        return protocol.covariates().stream()
                .filter(each -> !(each instanceof Covariate.Measure))
                .map(Covariate::name)
                .toList();
    }

    /** The outcome has a name of its own. */
    private List<String> everHad() {
        return protocol.phenotypes().stream()
                .filter(each -> each.window() == Phenotype.When.EVER)
                .map(Phenotype::name)
                .filter(name -> !name.equals(protocol.outcome()) && !Categories.ATTRIBUTES.contains(name))
                .toList();
    }

    private static String said(boolean it) {
        return it ? Tables.YES : Tables.NO;
    }
}

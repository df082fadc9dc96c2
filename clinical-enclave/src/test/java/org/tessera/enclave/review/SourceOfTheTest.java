package org.tessera.enclave.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.Published;
import org.tessera.enclave.disclosure.ReleasableSource;

/** Makes a table of one count of as many persons as the parameter says; the real check looks at it. */
@ApplicationScoped
public class SourceOfTheTest implements ReleasableSource {
    @Override
    public String kind() {
        return "count-of-the-test";
    }

    @Override
    public FrozenResource freeze(Project project, Map<String, String> parameters) {
        var count = Integer.parseInt(parameters.getOrDefault("persons", "40"));
        Set<PersonKey> persons =
                IntStream.range(0, count).mapToObj(i -> new PersonKey("S-" + i)).collect(Collectors.toSet());
        var cell = new Disclosable.Cell("all", "persons", persons, new Published.Exact(count));
        return new FrozenResource(
                "count.csv",
                kind(),
                "text/csv",
                ("persons\r\n" + count + "\r\n").getBytes(StandardCharsets.UTF_8),
                new Disclosable.CountTable(List.of(cell), List.of()));
    }
}

package org.tessera.enclave.alignment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tessera.enclave.catalogue.Catalogue;
import org.tessera.enclave.match.Aliases;
import org.tessera.enclave.omop.References;

/**
 * Shows the rows of an alignment without those of persons who have withdrawn since, on either side. They are sought at each
 * reading: an alignment that was under way when the opt-out came is covered, and one whose match is over.
 */
@ApplicationScoped
public class ShowingRows {
    private final Alignments alignments;
    private final References references;
    private final Catalogue catalogue;
    private final Aliases aliases;

    ShowingRows(Alignments alignments, References references, Catalogue catalogue, Aliases aliases) {
        this.alignments = alignments;
        this.references = references;
        this.catalogue = catalogue;
        this.aliases = aliases;
    }

    /** At most {@code limit} rows that may be shown, in their order, from an ordinal on. */
    public List<Alignments.Kept> rows(Alignment alignment, int from, int limit) {
        Set<String> withdrawn = withdrawn(alignment);
        List<Alignments.Kept> shown = new ArrayList<>();
        int next = from;
        while (shown.size() < limit) {
            List<Alignments.Kept> read = alignments.rows(alignment.id(), next, limit);
            read.stream()
                    .filter(kept -> Collections.disjoint(withdrawn, kept.aliases()))
                    .limit(limit - shown.size())
                    .forEach(shown::add);
            if (read.size() < limit) {
                break;
            }
            next = read.getLast().ordinal() + 1;
        }
        return shown;
    }

    private Set<String> withdrawn(Alignment alignment) {
        var provenance = alignment.provenance();
        Set<String> withdrawn = new HashSet<>();
        references
                .withdrawn(provenance.clinicalRelease())
                .forEach(person -> withdrawn.add(
                        aliases.person(alignment.project(), person).value()));
        catalogue
                .gone(provenance.catalogueVersion())
                .forEach(subject -> withdrawn.add(
                        aliases.subject(alignment.project(), subject).value()));
        return withdrawn;
    }
}

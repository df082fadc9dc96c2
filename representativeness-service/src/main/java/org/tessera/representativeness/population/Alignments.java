package org.tessera.representativeness.population;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.messaging.Ledger;

/** All alignments that somebody may use: those that come with the service, everybody's and one's own. */
@ApplicationScoped
public class Alignments {
    /** The alignment that is used when nobody names one. */
    public static final String USUAL = "midrc-cdc";

    private final ReferenceLibrary library;
    private final StoredAlignments stored;
    private final Ledger ledger;

    Alignments(ReferenceLibrary library, StoredAlignments stored, Ledger ledger) {
        this.library = library;
        this.stored = stored;
        this.ledger = ledger;
    }

    /** The newest version of each alignment that an account may use. */
    public List<CategoryAlignment> visibleTo(String account) {
        return Stream.concat(library.alignments().stream(), stored.newest(account).stream())
                .toList();
    }

    /**
     * One alignment.
     *
     * @param id its name, for the newest version, or "name/version"
     * @param account who asks
     */
    public Optional<CategoryAlignment> find(String id, String attribute, String account) {
        int slash = id.indexOf('/');
        String name = slash < 0 ? id : id.substring(0, slash);
        String version = slash < 0 ? null : id.substring(slash + 1);
        return library.alignment(name, attribute)
                .filter(alignment -> version == null || alignment.version().equals(version))
                .or(() -> stored.find(name, version, attribute, account));
    }

    /**
     * The alignment for a comparison; of a joint attribute each factor by its own.
     *
     * @param id its name, for the newest version, or "name/version"
     * @param cuts age groups of the comparison, or null for the alignment's own
     * @param sources categories of both sides as they write them
     * @throws IllegalArgumentException when there is none, or a group straddles a cut
     */
    public CategoryAlignment between(
            String id, String attribute, String account, @Nullable AgeCuts cuts, Collection<String> sources) {
        if (JointAttribute.isJoint(attribute)) {
            JointAttribute joint = JointAttribute.of(attribute);
            List<CategoryAlignment> factors = new ArrayList<>();
            for (int f = 0; f < joint.factors().size(); f++) {
                int factor = f;
                Set<String> ofFactor = sources.stream()
                        .map(source -> joint.ofFactors(source).get(factor))
                        .collect(Collectors.toSet());
                factors.add(between(id, joint.factors().get(f), account, cuts, ofFactor));
            }
            return new JointAlignment(joint, factors).alignment(sources);
        }
        CategoryAlignment alignment = find(id, attribute, account)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no alignment " + id + " for " + attribute + "; see /alignments"));
        return cuts == null || !attribute.equals(AgeCuts.ATTRIBUTE) ? alignment : cuts.alignment(alignment, sources);
    }

    /**
     * Adds a version of an alignment.
     *
     * @param forEverybody whether it is everybody's, and not its maker's alone
     * @throws ImportRefused "name-taken" when the name comes with the service
     * @throws IllegalArgumentException when a target is no category, or missing has no place
     */
    @Transactional
    public CategoryAlignment add(
            String name,
            String attribute,
            SequencedSet<String> categories,
            Map<String, String> targets,
            Actor actor,
            String role,
            boolean forEverybody) {
        if (library.alignments().stream().anyMatch(shipped -> shipped.name().equals(name))) {
            throw new ImportRefused("name-taken", "an alignment of this name comes with the service");
        }
        stored.oneAtATime(name);
        int version = stored.find(name, null, attribute, actor.subject())
                .map(before -> Integer.parseInt(before.version()) + 1)
                .orElse(1);
        CategoryAlignment added = new CategoryAlignment(name, String.valueOf(version), attribute, categories, targets);
        stored.add(added, forEverybody ? null : actor.subject());
        ledger.transition(Ledger.Entry.of("alignment.added", added.id() + " " + attribute, actor, role));
        return added;
    }
}

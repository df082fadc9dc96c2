package org.tessera.broker.match;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.tessera.broker.linkage.Neighbourhood;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;

/**
 * The tokens that two releases can be linked by, in memory. What was read for one request is there for the next until
 * anything of either release changes, or nobody has asked for a while: the imaging release and the neighbourhood that it
 * has in the clinical one (docs/adr/0006). Tokens, never pairs.
 */
@ApplicationScoped
public class LinkableReleases {
    private static final int MOST = 4;
    private static final int MOST_READINGS = 3;
    private static final TokenTable NO_TOKENS = new TokenTable.Builder().build();

    private final Holdings holdings;
    private final Cache<Names, Sides> kept;

    /** Reads from these holdings. */
    public LinkableReleases(Holdings holdings, MatchSettings settings) {
        this.holdings = holdings;
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(settings.keepTokens())
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    /**
     * Both sides, decrypted.
     *
     * @param imagingHolding what was held of the imaging release when it had been read
     * @param clinicalHolding what was held of the clinical one
     * @param imaging the whole imaging release
     * @param clinical of the clinical release what linkage can depend on
     */
    public record Sides(Holding imagingHolding, Holding clinicalHolding, TokenTable imaging, TokenTable clinical) {
        /** Why they cannot be linked, if they cannot. */
        public Optional<String> refusal() {
            return Admission.joinable(imagingHolding, clinicalHolding);
        }

        private boolean areOf(Sides now) {
            return imagingHolding.changes() == now.imagingHolding.changes()
                    && clinicalHolding.changes() == now.clinicalHolding.changes();
        }

        private boolean hasBatchesOf(Sides others) {
            return imagingHolding.batches() == others.imagingHolding.batches()
                    && clinicalHolding.batches() == others.clinicalHolding.batches();
        }

        private Sides with(TokenTable ofImaging, TokenTable ofClinical) {
            return new Sides(imagingHolding, clinicalHolding, ofImaging, ofClinical);
        }
    }

    /** These records of a clinical release, with those that their linkage can depend on; it reads the whole release. */
    public synchronized TokenTable around(String clinical, Set<String> references) {
        return Neighbourhood.around(holdings.load(Domain.CLINICAL, clinical), references);
    }

    private record Names(String imaging, String clinical) {}

    /**
     * The sides as they are now; empty when nothing is held of one of them, and without tokens when they may not be linked. One
     * caller at a time, since a release of millions takes gigabytes while it is read: who waited for another sees what has
     * changed meanwhile. A batch that comes while they are read may be a register's last, of which the first were not read
     * together: they are read again. Throws {@link IllegalStateException} when batches come all the time.
     */
    public synchronized Optional<Sides> of(String imaging, String clinical) {
        Names names = new Names(imaging, clinical);
        for (int reading = 0; reading < MOST_READINGS; reading++) {
            Optional<Sides> before = held(names);
            if (before.flatMap(Sides::refusal).isPresent()) {
                return before;
            }
            Optional<Sides> read = before.map(now -> current(names, now));
            read.ifPresentOrElse(sides -> kept.put(names, sides), () -> kept.invalidate(names));
            Optional<Sides> after = held(names);
            if (read.isEmpty() || after.isEmpty()) {
                return Optional.empty();
            }
            if (after.get().hasBatchesOf(before.get())) {
                return Optional.of(
                        after.get().with(read.get().imaging(), read.get().clinical()));
            }
        }
        throw new IllegalStateException("batches come all the time");
    }

    /** Whether no batch has come for the sides since they were looked at. */
    boolean areStill(Sides sides) {
        return held(new Names(
                        sides.imagingHolding().release(),
                        sides.clinicalHolding().release()))
                .filter(now -> now.hasBatchesOf(sides))
                .isPresent();
    }

    private Optional<Sides> held(Names names) {
        return holdings.find(Domain.IMAGING, names.imaging())
                .flatMap(imaging -> holdings.find(Domain.CLINICAL, names.clinical())
                        .map(clinical -> new Sides(imaging, clinical, NO_TOKENS, NO_TOKENS)));
    }

    private Sides current(Names names, Sides now) {
        Sides known = kept.getIfPresent(names);
        return known != null && known.areOf(now) ? known : read(now.imagingHolding(), now.clinicalHolding());
    }

    private Sides read(Holding imaging, Holding clinical) {
        kept.invalidate(new Names(imaging.release(), clinical.release()));
        TokenTable cases = holdings.load(imaging.domain(), imaging.release());
        TokenTable records = holdings.load(clinical.domain(), clinical.release());
        return new Sides(imaging, clinical, cases, Neighbourhood.of(cases, records));
    }
}

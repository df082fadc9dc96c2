package org.tessera.broker.match;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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

        private boolean areOf(Holding imagingNow, Holding clinicalNow) {
            return imagingHolding.changes() == imagingNow.changes()
                    && clinicalHolding.changes() == clinicalNow.changes();
        }
    }

    /** These records of a clinical release, with those that their linkage can depend on; it reads the whole release. */
    public synchronized TokenTable around(String clinical, Set<String> references) {
        return Neighbourhood.around(holdings.load(Domain.CLINICAL, clinical), references);
    }

    private record Names(String imaging, String clinical) {}

    /**
     * The sides as they are now; empty when nothing is held of one of them. One caller at a time, since a release of millions
     * takes gigabytes while it is read: who waited for another sees what has changed meanwhile.
     */
    public synchronized Optional<Sides> of(String imaging, String clinical) {
        Names names = new Names(imaging, clinical);
        Optional<Sides> now = held(names, (imagingNow, clinicalNow) -> {
            Sides known = kept.getIfPresent(names);
            return known != null && known.areOf(imagingNow, clinicalNow) ? known : read(imagingNow, clinicalNow);
        });
        now.ifPresentOrElse(sides -> kept.put(names, sides), () -> kept.invalidate(names));
        // What came while they were read may be of another secret. It is read, if it may be, by the next request.
        return now.flatMap(sides -> held(
                names,
                (imagingNow, clinicalNow) -> new Sides(imagingNow, clinicalNow, sides.imaging(), sides.clinical())));
    }

    private Optional<Sides> held(Names names, BiFunction<Holding, Holding, Sides> work) {
        return holdings.find(Domain.IMAGING, names.imaging())
                .flatMap(imaging -> holdings.find(Domain.CLINICAL, names.clinical())
                        .map(clinical -> work.apply(imaging, clinical)));
    }

    private Sides read(Holding imaging, Holding clinical) {
        kept.invalidate(new Names(imaging.release(), clinical.release()));
        TokenTable cases = holdings.load(imaging.domain(), imaging.release());
        TokenTable records = holdings.load(clinical.domain(), clinical.release());
        return new Sides(imaging, clinical, cases, Neighbourhood.of(cases, records));
    }
}

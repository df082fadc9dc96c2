package org.tessera.broker.match;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import org.tessera.broker.linkage.Neighbourhood;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;

/**
 * The tokens that two releases can be linked by, in memory. What was read for one request is there for the next until
 * anything of either release changes, or nobody has asked for a while: the imaging release and the neighbourhood that it
 * has in the clinical one (docs/adr/0006). Tokens, never pairs.
 */
@ApplicationScoped
public class LinkableReleases {
    private static final int MOST = 4;

    private final Holdings holdings;
    private final Cache<Names, Kept> kept;

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
     * @param imaging the whole imaging release
     * @param clinical of the clinical release what linkage can depend on
     */
    public record Sides(TokenTable imaging, TokenTable clinical) {}

    private record Names(String imaging, String clinical) {}

    private record Kept(long imagingChanges, long clinicalChanges, Sides sides) {
        boolean isOf(Holding imaging, Holding clinical) {
            return imagingChanges == imaging.changes() && clinicalChanges == clinical.changes();
        }
    }

    /**
     * The sides as they are in the caller's transaction, or newer: the holdings were counted before. One caller at a time,
     * since a release of millions takes gigabytes while it is read.
     */
    public synchronized Sides of(Holding imaging, Holding clinical) {
        Names names = new Names(imaging.release(), clinical.release());
        Kept known = kept.getIfPresent(names);
        if (known == null || !known.isOf(imaging, clinical)) {
            kept.invalidate(names);
            known = new Kept(imaging.changes(), clinical.changes(), read(imaging, clinical));
            kept.put(names, known);
        }
        return known.sides();
    }

    private Sides read(Holding imaging, Holding clinical) {
        TokenTable cases = holdings.load(imaging.domain(), imaging.release());
        return new Sides(cases, Neighbourhood.of(cases, holdings.load(clinical.domain(), clinical.release())));
    }
}

package org.tessera.imaging.cohort.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.imaging.cohort.Profiles;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Unacceptable;

/** Hears how far the commons' profiles are from the reference populations. */
@ApplicationScoped
public class ReportMessages implements MessageHandler<RepresentativenessReport> {
    private final Profiles profiles;
    private final Ledger ledger;

    ReportMessages(Profiles profiles, Ledger ledger) {
        this.profiles = profiles;
        this.ledger = ledger;
    }

    @Override
    public Class<RepresentativenessReport> payload() {
        return RepresentativenessReport.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("representativeness.commons-reports.v1");
    }

    @Override
    public void handle(Received<RepresentativenessReport> message) {
        RepresentativenessReport report = message.payload();
        if (!profiles.knows(report.profileId())) {
            throw new Unacceptable("unknown-profile");
        }
        profiles.keep(report);
        ledger.transition(Entry.of(
                "representativeness-report.received", report.profileId().toString(), null, null));
    }
}

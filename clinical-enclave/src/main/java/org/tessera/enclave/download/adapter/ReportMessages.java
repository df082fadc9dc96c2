package org.tessera.enclave.download.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.enclave.download.HearingReports;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Hears how far released cohorts are from the reference populations. */
@ApplicationScoped
class ReportMessages implements MessageHandler<RepresentativenessReport> {
    private final HearingReports hearing;

    ReportMessages(HearingReports hearing) {
        this.hearing = hearing;
    }

    @Override
    public Class<RepresentativenessReport> payload() {
        return RepresentativenessReport.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("representativeness.enclave-reports.v1");
    }

    @Override
    public void handle(Received<RepresentativenessReport> message) {
        hearing.heard(message.payload());
    }
}

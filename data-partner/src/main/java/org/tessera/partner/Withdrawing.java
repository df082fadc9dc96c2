package org.tessera.partner;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.tessera.partner.WithdrawalPlan.Due;
import org.tessera.partner.table.Report;
import org.tessera.partner.wire.Sender;

/** Sends withdrawals at their times, and says how many have arrived when it ends before the last: each is a promise to somebody. */
final class Withdrawing {
    /** So many at most are on their way before it waits for their arrival. */
    private static final int ON_THEIR_WAY = 100;

    private final List<Due> due;
    private final Sender sender;
    private final Clock clock;
    private final Report report;
    private volatile int arrived;

    /** @param due by their times */
    Withdrawing(List<Due> due, Sender sender, Clock clock, Report report) {
        this.due = due;
        this.sender = sender;
        this.clock = clock;
        this.report = report;
    }

    /** Sends them all. */
    void run() throws IOException, InterruptedException {
        Thread interrupted = new Thread(() -> report.note("Interrupted: " + soFar() + "."));
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            report.note(String.format(Locale.ROOT, "%,d withdrawals to send ...", due.size()));
            sendAll();
        } catch (IOException e) {
            throw new IOException(e.getMessage() + " (" + soFar() + ")", e);
        } finally {
            forget(interrupted);
        }
    }

    private void sendAll() throws IOException, InterruptedException {
        long start = clock.millis();
        int sent = 0;
        for (Due withdrawal : due) {
            long wait = start + withdrawal.afterMillis() - clock.millis();
            if (wait > 0 || sent - arrived == ON_THEIR_WAY) {
                awaitArrival(sent);
            }
            Thread.sleep(Duration.ofMillis(Math.max(0, wait)));
            sender.sendWithdrawal(withdrawal.domain(), withdrawal.reference());
            sent++;
        }
        awaitArrival(sent);
    }

    private void awaitArrival(int sent) throws IOException {
        sender.flush();
        arrived = sent;
    }

    private String soFar() {
        return String.format(
                Locale.ROOT,
                "at least %,d of %,d withdrawals have arrived; the same list may be sent again",
                arrived,
                due.size());
    }

    private static void forget(Thread interrupted) {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            // it is telling just now
        }
    }
}

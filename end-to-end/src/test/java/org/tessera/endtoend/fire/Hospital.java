package org.tessera.endtoend.fire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.tessera.endtoend.journey.Tools;
import org.tessera.endtoend.journey.Unexpected;

/** A hospital as it should be: whoever is told that the tool has not sent everything runs it again. */
final class Hospital {
    /** Has the images. */
    static final String LAKESIDE = "partner-lakeside";

    /** Has the records. */
    static final String RIVERSIDE = "partner-riverside";

    /** Its tool is a process of its own, which takes more of a small machine than a request does. */
    static final int TIMES = 1;

    private static final int RUNS = 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Tools tools;
    private final AtomicInteger again = new AtomicInteger();

    Hospital(Tools tools) {
        this.tools = tools;
    }

    /** Runs {@code data-partner} with these words until it says that all is well; what it said then. */
    List<String> insists(String partner, List<String> words) throws InterruptedException {
        for (int run = 1; ; run++) {
            try {
                return tools.partner(partner, words.toArray(String[]::new));
            } catch (Unexpected notSent) {
                if (run == RUNS) {
                    throw notSent;
                }
                again.incrementAndGet();
                Thread.sleep(PAUSE);
            }
        }
    }

    /** How many runs were made again. */
    int again() {
        return again.get();
    }
}

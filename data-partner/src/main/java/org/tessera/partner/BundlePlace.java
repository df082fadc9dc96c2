package org.tessera.partner;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Manifest;
import org.tessera.partner.table.Report;
import picocli.CommandLine.Option;

/** Options that say where a bundle goes. */
final class BundlePlace {
    @Option(names = "--out", required = true, description = "folder of the bundle; empty or not there yet")
    private @Nullable Path out;

    @Option(names = "--zip", description = "also pack the bundle into this file")
    private @Nullable Path zip;

    Path folder() {
        return Objects.requireNonNull(out);
    }

    @Nullable
    Path zip() {
        return zip;
    }

    /** Says what was read, and that the bundle is there. */
    void tell(PrintWriter terminal, Report report, Manifest manifest) {
        terminal.print(report.summary());
        terminal.println(
                "bundle of " + manifest.files().size() + " files, signed by " + manifest.partner() + ", in " + out);
        terminal.flush();
    }
}

package org.tessera.partner;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Manifest;
import org.tessera.partner.bundle.Bundles;
import org.tessera.partner.table.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a bundle of de-identified imaging cases. */
@Command(
        name = "cases",
        mixinStandardHelpOptions = true,
        description = "Makes a signed bundle of de-identified imaging cases for the imaging commons.")
final class CasesCommand implements Callable<Integer> {
    @Mixin
    private Partner partner = new Partner();

    @Mixin
    private BundlePlace place = new BundlePlace();

    @Option(names = "--imaging", required = true, description = "imaging folder of a data set")
    private @Nullable Path imaging;

    @Option(names = "--release", required = true, description = "release the cases belong to")
    private @Nullable String release;

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        Report report = new Report(line.getErr());
        Manifest manifest = new Bundles(partner.clientId(), partner.signingKey(), report)
                .imaging(
                        Objects.requireNonNull(imaging),
                        place.folder(),
                        Names.required("--release", release),
                        place.zip());
        place.tell(line.getOut(), report, manifest);
        return 0;
    }
}

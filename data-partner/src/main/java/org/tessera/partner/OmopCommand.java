package org.tessera.partner;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Manifest;
import org.tessera.partner.bundle.Bundles;
import org.tessera.partner.table.Report;
import org.tessera.partner.tokens.References;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a bundle of OMOP rows under enclaveRefs. */
@Command(
        name = "omop",
        mixinStandardHelpOptions = true,
        description = "Makes a signed bundle of OMOP rows for the enclave: every person_id becomes the enclaveRef.")
final class OmopCommand implements Callable<Integer> {
    @Mixin
    private Partner partner = new Partner();

    @Mixin
    private BundlePlace place = new BundlePlace();

    @Option(names = "--omop", required = true, description = "omop folder of a data set")
    private @Nullable Path omop;

    @Option(names = "--release", required = true, description = "release the rows belong to")
    private @Nullable String release;

    @Option(names = "--reference-key", required = true, description = "file with the partner's reference key (hex)")
    private @Nullable Path referenceKey;

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        Report report = new Report(line.getErr());
        References references = new References(SecretFile.read(Objects.requireNonNull(referenceKey), "reference key"));
        Manifest manifest = new Bundles(partner.clientId(), partner.signingKey(), report)
                .clinical(
                        Objects.requireNonNull(omop),
                        place.folder(),
                        Names.required("--release", release),
                        references,
                        place.zip());
        place.tell(line.getOut(), report, manifest);
        return 0;
    }
}

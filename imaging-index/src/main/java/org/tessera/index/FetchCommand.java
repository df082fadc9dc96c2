package org.tessera.index;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Downloads a manifest's images by DRS. */
@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        description = "Downloads the images of a manifest and checks them; goes on where it was cut off.")
final class FetchCommand implements Callable<Integer> {
    private static final int MOST_AT_ONCE = 16;
    private static final int WRONG_ARGUMENTS = 2;

    @Mixin
    private Token token = new Token();

    @Option(names = "--manifest", required = true, description = "manifest CSV of the commons")
    private @Nullable Path manifest;

    @Option(names = "--commons", required = true, description = "address of the imaging commons")
    private @Nullable URI commons;

    @Option(names = "--out", required = true, description = "folder for the images")
    private @Nullable Path out;

    @Option(
            names = "--parallel",
            defaultValue = "4",
            description = "images at once, 1 to 16 (default: ${DEFAULT-VALUE})")
    private int parallel;

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        URI address = Objects.requireNonNull(commons);
        try {
            checkOptions(address);
        } catch (Refusal wrong) {
            line.getErr().println(wrong.getMessage());
            return WRONG_ARGUMENTS;
        }
        ImageManifest images = ImageManifest.read(Objects.requireNonNull(manifest));
        Drs drs = new Drs(address, token);
        Fetching.Outcome outcome =
                new Fetching(drs, Objects.requireNonNull(out), line.getErr()).fetch(images, parallel);
        outcome.failures().forEach(line.getErr()::println);
        line.getOut()
                .println(images.entries().size() + " images: " + outcome.fetched() + " fetched, " + outcome.present()
                        + " already here, " + outcome.failures().size() + " failed");
        return outcome.failures().isEmpty() ? 0 : 1;
    }

    /** What is wrong for all images is said once, before the first is asked for. */
    private void checkOptions(URI address) throws Refusal {
        if (parallel < 1 || parallel > MOST_AT_ONCE) {
            throw new Refusal("--parallel is 1 to " + MOST_AT_ONCE + ".");
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new Refusal("--commons is an address like http://127.0.0.1:8181.");
        }
        token.check();
    }
}

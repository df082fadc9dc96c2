package org.tessera.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes the opacity index of each image. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        description = "Computes the opacity index (0..1) of each image of a manifest into a CSV table.")
final class IndexCommand implements Callable<Integer> {
    @Option(names = "--manifest", required = true, description = "manifest CSV of the commons")
    private @Nullable Path manifest;

    @Option(names = "--images", required = true, description = "folder the images were fetched into")
    private @Nullable Path images;

    @Option(names = "--out", required = true, description = "table to write")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        Path folder = Objects.requireNonNull(images);
        int computed = 0;
        int refused = 0;
        int missing = 0;
        try (IndexTable.Writer table = new IndexTable.Writer(Objects.requireNonNull(out))) {
            for (ManifestEntry entry :
                    ImageManifest.read(Objects.requireNonNull(manifest)).entries()) {
                Path file = entry.fileIn(folder);
                if (!Files.isRegularFile(file)) {
                    missing++;
                    line.getErr().println("image " + entry.objectId() + " was not fetched.");
                    continue;
                }
                try {
                    table.write(entry, OpacityIndex.of(file));
                    computed++;
                } catch (Refusal reason) {
                    refused++;
                    line.getErr().println("image " + entry.objectId() + " " + reason.getMessage() + ".");
                }
            }
        }
        line.getOut()
                .println((computed + refused + missing) + " images: " + computed + " with an index, " + refused
                        + " refused, " + missing + " not fetched");
        return computed > 0 && missing == 0 ? 0 : 1;
    }
}

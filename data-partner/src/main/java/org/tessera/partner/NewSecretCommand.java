package org.tessera.partner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tessera.partner.table.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a fresh link secret or reference key. */
@Command(
        name = "new-secret",
        mixinStandardHelpOptions = true,
        description = "Writes a fresh random secret (hex, 32 bytes) that its owner alone can read.")
final class NewSecretCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "file to create")
    private @Nullable Path file;

    @Override
    public Integer call() throws Exception {
        Path target = Objects.requireNonNull(file);
        if (Files.exists(target)) {
            throw new Refusal(target + " is there already; a secret is never overwritten.");
        }
        SecretFile.create(target);
        return 0;
    }
}

package org.tessera.index;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.UploadRequest.ModelCard;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Parts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Seals a table to the enclave. */
@Command(
        name = "seal",
        mixinStandardHelpOptions = true,
        description = "Checks a table (any, in schema imaging-index/1) and seals it to the enclave's public key.")
final class SealCommand implements Callable<Integer> {
    /** How the contract of upload requests lets a model and its version be called. */
    private static final String PLAIN = "[A-Za-z0-9][A-Za-z0-9._/-]";

    @Option(names = "--csv", required = true, description = "table to seal")
    private @Nullable Path csv;

    @Option(names = "--manifest", required = true, description = "manifest CSV of the images")
    private @Nullable Path manifest;

    @Option(
            names = "--key",
            required = true,
            description = "the enclave's public sealing key (JWK), as the commons gives it out")
    private @Nullable Path key;

    @Option(names = "--out", required = true, description = "JSON file to write")
    private @Nullable Path out;

    @Option(names = "--model-name", description = "name of the model that made the table (default: this tool's index)")
    private @Nullable String modelName;

    @Option(names = "--model-version", description = "its version")
    private @Nullable String modelVersion;

    @Option(names = "--model-digest", description = "\"sha256:\" and hex digest of its code or weights")
    private @Nullable String modelDigest;

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws Exception {
        Path table = Objects.requireNonNull(csv);
        ImageManifest images = ImageManifest.read(Objects.requireNonNull(manifest));
        int rows = IndexTable.check(table, images);
        List<String> parts = new ArrayList<>();
        PublicKey enclave = enclaveKey();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(table))) {
            Parts.cut(TransferId.random(), in, enclave, (_, part) -> parts.add(part));
        }
        Path target = Objects.requireNonNull(out);
        Files.write(
                target, ContractJson.bytes(new SealedUpload(IndexTable.SCHEMA, model(), images.digest(), rows, parts)));
        Objects.requireNonNull(command)
                .commandLine()
                .getOut()
                .println(rows + " rows in " + parts.size() + " sealed parts, in " + target);
        return 0;
    }

    private ModelCard model() throws Refusal {
        if (modelName == null && modelVersion == null && modelDigest == null) {
            return OpacityIndex.card();
        }
        if (modelName == null || modelVersion == null || modelDigest == null) {
            throw new Refusal("Another model needs all of --model-name, --model-version and --model-digest.");
        }
        if (!modelDigest.matches("sha256:[0-9a-f]{64}")) {
            throw new Refusal("--model-digest is \"sha256:\" and 64 hex digits.");
        }
        if (!modelName.matches(PLAIN + "{0,63}") || !modelVersion.matches(PLAIN + "{0,31}")) {
            throw new Refusal(
                    "--model-name (64 characters at most) and --model-version (32) begin with a letter or digit and"
                            + " hold letters, digits, '.', '_', '/' and '-' only.");
        }
        return new ModelCard(modelName, modelVersion, modelDigest);
    }

    private PublicKey enclaveKey() throws Refusal {
        Path file = Objects.requireNonNull(key);
        try {
            Map<String, Object> jwk =
                    ContractJson.mapper().readerForMapOf(Object.class).readValue(Files.readAllBytes(file));
            return Keys.publicKey(jwk);
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal(
                    Files.exists(file) ? file + " is no public key (JWK, P-256)." : file + " is not there.", e);
        }
    }
}

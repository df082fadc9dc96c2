package org.tessera.enclave.omop;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tessera.contracts.ContractJson;
import org.tessera.envelope.DetachedJws;
import org.tessera.envelope.Digests;
import org.tessera.envelope.Manifest;

/** Makes bundles as a partner does, and broken ones. */
public final class Bundles {
    private Bundles() {}

    /** A signed bundle of these files (path, text). */
    public static byte[] signed(String partner, String release, Map<String, String> files, PrivateKey key) {
        byte[] manifest = manifest(partner, "clinical", release, files);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("manifest.json", manifest);
        entries.put("manifest.jws", DetachedJws.sign(manifest, partner, key).getBytes(StandardCharsets.UTF_8));
        files.forEach((path, text) -> entries.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return zip(entries);
    }

    /** The manifest of these files. */
    public static byte[] manifest(String partner, String kind, String release, Map<String, String> files) {
        return ContractJson.bytes(new Manifest(
                partner,
                kind,
                release,
                files.entrySet().stream()
                        .map(file -> {
                            byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
                            return new Manifest.BundleFile(file.getKey(), Digests.hex(bytes), bytes.length);
                        })
                        .toList()));
    }

    /** A zip of these entries. */
    public static byte[] zip(Map<String, byte[]> entries) {
        try {
            Path file = Files.createTempFile("bundle", ".zip");
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                    zip.closeEntry();
                }
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.tessera.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tessera.contracts.ContractJson;

/** Signs the bundles that travel as files, and checks them: who signed, and that no file was changed, added or lost. */
public final class ManifestSignature {
    /** File name of the manifest in a bundle. */
    public static final String MANIFEST = "manifest.json";

    /** File name of its detached JWS. */
    public static final String SIGNATURE = "manifest.jws";

    private ManifestSignature() {}

    /** Describes the folder's files and writes manifest.json and manifest.jws into it. */
    public static Manifest write(Path bundle, String partner, String kind, String release, PrivateKey key)
            throws IOException {
        List<Manifest.BundleFile> files = new ArrayList<>();
        for (String path : pathsIn(bundle)) {
            Path file = bundle.resolve(path);
            files.add(new Manifest.BundleFile(path, sha256(file), Files.size(file)));
        }
        Manifest manifest = new Manifest(partner, kind, release, files);
        byte[] bytes = ContractJson.bytes(manifest);
        Files.write(bundle.resolve(MANIFEST), bytes);
        Files.writeString(bundle.resolve(SIGNATURE), DetachedJws.sign(bytes, partner, key));
        return manifest;
    }

    /** Whether one of the partner's keys signed exactly these bytes of a manifest. */
    public static boolean verify(byte[] manifest, String jws, String partner, Collection<PublicKey> keys) {
        return DetachedJws.verify(manifest, jws.strip(), partner, keys);
    }

    /** Reads a manifest; throws {@link IOException} when it is not one. */
    public static Manifest read(byte[] manifest) throws IOException {
        return ContractJson.read(manifest, Manifest.class);
    }

    /**
     * What is wrong with the files of an unpacked bundle: a sentence for each file that is missing, changed, not named by
     * the manifest, or named with a path that leaves the folder; empty when all is well.
     */
    public static List<String> wrongFiles(Path bundle, Manifest manifest) throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (Manifest.BundleFile file : manifest.files()) {
            Path path = bundle.resolve(file.path()).normalize();
            if (!path.startsWith(bundle.normalize()) || !named.add(file.path())) {
                wrong.add("The manifest names an unlawful or repeated path.");
            } else if (!Files.isRegularFile(path)) {
                wrong.add(file.path() + " is missing.");
            } else if (Files.size(path) != file.bytes() || !sha256(path).equals(file.sha256())) {
                wrong.add(file.path() + " is not the file that was signed.");
            }
        }
        for (String path : pathsIn(bundle)) {
            if (!named.contains(path)) {
                wrong.add(path + " is not named by the manifest.");
            }
        }
        return wrong;
    }

    private static List<String> pathsIn(Path bundle) throws IOException {
        try (Stream<Path> walk = Files.walk(bundle)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> bundle.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.equals(MANIFEST) && !path.equals(SIGNATURE))
                    .sorted()
                    .toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

package org.tessera.partner.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Manifest;
import org.tessera.envelope.ManifestSignature;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.tokens.References;

/** Makes bundles: a fresh folder, its content, the signed manifest, and the zip that is handed over, if one is wanted. */
public final class Bundles {
    private final String partner;
    private final PrivateKey signingKey;
    private final Report report;

    /**
     * @param partner client id of the partner that signs
     * @param signingKey its private signing key
     */
    public Bundles(String partner, PrivateKey signingKey, Report report) {
        this.partner = partner;
        this.signingKey = signingKey;
        this.report = report;
    }

    /** Refuses folders of a data set, imaging and omop, that no bundle can be made of, by their headers alone. */
    public static void requireHeaders(Path imaging, Path omop) throws Refusal, IOException {
        CaseBundle.requireHeaders(imaging);
        OmopBundle.requireHeaders(omop);
    }

    /**
     * A bundle of de-identified imaging cases. Throws {@link Refusal} when no bundle can be made, and leaves nothing in the
     * target then.
     *
     * @param source the data set's imaging folder
     * @param target a folder that is empty or not there yet
     * @param zip where to pack it, or null
     */
    public Manifest imaging(Path source, Path target, String release, @Nullable Path zip) throws Refusal, IOException {
        return make(target, "imaging", release, zip, new CaseBundle(source, target, report)::write);
    }

    /**
     * A bundle of OMOP rows under enclaveRefs. Throws {@link Refusal} when no bundle can be made, and leaves nothing in the
     * target then.
     *
     * @param source the data set's omop folder
     * @param target a folder that is empty or not there yet
     * @param zip where to pack it, or null
     */
    public Manifest clinical(Path source, Path target, String release, References references, @Nullable Path zip)
            throws Refusal, IOException {
        return make(target, "clinical", release, zip, new OmopBundle(source, target, references, report)::write);
    }

    @FunctionalInterface
    private interface Content {
        void write() throws Refusal, IOException;
    }

    private Manifest make(Path target, String kind, String release, @Nullable Path zip, Content content)
            throws Refusal, IOException {
        prepare(target);
        try {
            content.write();
        } catch (Refusal | IOException | RuntimeException e) {
            empty(target);
            throw e;
        }
        Manifest manifest = ManifestSignature.write(target, partner, kind, release, signingKey);
        if (zip != null) {
            pack(target, zip);
        }
        return manifest;
    }

    private static void prepare(Path target) throws Refusal, IOException {
        Files.createDirectories(target);
        try (Stream<Path> there = Files.list(target)) {
            if (there.findAny().isPresent()) {
                throw new Refusal(target + " is not empty: a bundle is always made afresh.");
            }
        }
    }

    /** Leaves nothing of a bundle that was refused half way. */
    private static void empty(Path target) throws IOException {
        List<Path> written;
        try (Stream<Path> walk = Files.walk(target)) {
            written = walk.filter(path -> !path.equals(target))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path path : written) {
            Files.delete(path);
        }
    }

    /** Same files, same bytes: entries in order, without times. */
    private static void pack(Path folder, Path zip) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        Files.createDirectories(zip.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
                entry.setLastModifiedTime(FileTime.fromMillis(315_619_200_000L));
                entries.putNextEntry(entry);
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
    }
}

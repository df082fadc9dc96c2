package org.tessera.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tessera.envelope.Keys;
import org.tessera.envelope.ManifestSignature;
import org.tessera.imaging.catalog.ImageFiles;
import org.tessera.testkit.TestWorld;

/** Bundles as a partner would make them, good ones and bad ones. */
final class BundleFixture {
    static final String CASE_HEADER =
            "*type\t*submitter_id\tage_at_index\tsex\trace\tethnicity\tcovid19_positive\tsite_id\n";
    static final String STUDY_HEADER =
            "*type\t*submitter_id\t*cases.submitter_id\tstudy_uid\tstudy_modality\tdays_to_study\tdays_from_study_to_pos_covid_test\tview_position\n";
    static final String TEST_HEADER =
            "*type\t*submitter_id\tcases.submitter_id\ttest_days_from_index\ttest_method\ttest_name\ttest_result_text\n";
    static final String SERIES_HEADER = "study_uid\tseries_uid\tmodality\tview_position\tmanufacturer\tfile_name\n";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private String signer = "partner-north";
    private String partner = "partner-north";

    BundleFixture with(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    BundleFixture of(String partner) {
        this.partner = partner;
        this.signer = partner;
        return this;
    }

    BundleFixture signedBy(String signer) {
        this.signer = signer;
        return this;
    }

    /** Cases prefix1..prefixN: one AP radiograph 3 days after a positive test each, with an image of a few bytes. */
    static BundleFixture cases(String prefix, int n) {
        StringBuilder cases = new StringBuilder(CASE_HEADER);
        StringBuilder studies = new StringBuilder(STUDY_HEADER);
        StringBuilder tests = new StringBuilder(TEST_HEADER);
        StringBuilder series = new StringBuilder(SERIES_HEADER);
        BundleFixture bundle = new BundleFixture();
        for (int i = 1; i <= n; i++) {
            String id = prefix + i;
            cases.append("case\t%s\t%d\t%s\t%s\tNot Reported\tYes\tsite-1\n"
                    .formatted(id, 20 + i % 60, i % 2 == 0 ? "Female" : "Male", i % 4 == 0 ? "" : "White"));
            studies.append("imaging_study\t%s-s\t%s\t1.2.%s\tCR\t5\t[-3]\t\n".formatted(id, id, id));
            tests.append("measurement\t%s-m\t%s\t2\tRT-PCR\tCOVID-19\tPositive\n".formatted(id, id));
            series.append("1.2.%s\t1.2.%s.1\tCR\tAP\tFUJIFILM Corporation\t%s.png\n".formatted(id, id, id));
            bundle.with("imaging/files/" + id + ".png", "pixels of " + id);
        }
        return bundle.with("imaging/case.tsv", cases.toString())
                .with("imaging/imaging_study.tsv", studies.toString())
                .with("imaging/measurement.tsv", tests.toString())
                .with("imaging/series.tsv", series.toString());
    }

    /** The zip, its manifest signed. */
    byte[] zip() {
        try {
            Path folder = Files.createTempDirectory("bundle");
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            ManifestSignature.write(
                    folder,
                    partner,
                    "imaging",
                    "2026.1",
                    Keys.readPrivate(TestWorld.privateKeys(signer).resolve(Keys.SIGNING)));
            List<Path> all = new ArrayList<>();
            try (Stream<Path> walk = Files.walk(folder)) {
                walk.filter(Files::isRegularFile).forEach(all::add);
            }
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (Path path : all) {
                entries.put(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
            ImageFiles.remove(folder);
            return zipOf(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any zip. */
    static byte[] zipOf(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

package org.tessera.enclave;

import static io.restassured.RestAssured.given;

import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CatalogueVersion;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectEnded;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.approval.ProjectOpened;
import org.tessera.enclave.catalogue.CatalogueVersions;
import org.tessera.enclave.omop.Bundles;
import org.tessera.enclave.protocol.Protocols;
import org.tessera.envelope.Keys;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.OpenApiCheck;
import org.tessera.testkit.TestClock;
import org.tessera.testkit.TestWorld;
import org.tessera.testkit.Tokens;

/** What component tests set up: projects, loaded releases, catalogue versions, callers. */
@ApplicationScoped
public class EnclaveWorld {
    /** Partner that signs bundles. */
    public static final String PARTNER = "partner-north";

    private final Sql sql;
    private final CatalogueVersions catalogue;
    private final Event<ProjectOpened> opened;
    private final Event<ProjectEnded> ended;
    private final TestClock clock;

    EnclaveWorld(
            Sql sql,
            CatalogueVersions catalogue,
            Event<ProjectOpened> opened,
            Event<ProjectEnded> ended,
            TestClock clock) {
        this.sql = sql;
        this.catalogue = catalogue;
        this.opened = opened;
        this.ended = ended;
        this.clock = clock;
    }

    /** A request without a token; its answer is held against the OpenAPI document, as all of this world are. */
    public static RequestSpecification checked() {
        return given().filter(Answers.CHECK);
    }

    /** The document is read once, when the service is up. */
    private static final class Answers {
        static final OpenApiValidationFilter CHECK = OpenApiCheck.answers();
    }

    /** A request with this account's token, without groups. */
    public static RequestSpecification as(String username, String... roles) {
        return checked().auth().oauth2(Tokens.of("enclave", username, roles));
    }

    /** A request of a member: the token carries the project's group. */
    public static RequestSpecification asMember(ProjectId project, String username) {
        return checked()
                .auth()
                .oauth2(Tokens.inGroups("enclave", username, List.of("/projects/" + project), "researcher"));
    }

    /** Opens a project of this one member, as an approval does. */
    public ProjectId openProject(String member) {
        ProjectId id = ProjectId.random();
        UUID request = UUID.randomUUID();
        Instant now = clock.instant();
        Project project = new Project(
                id, "A study", Protocols.parse(protocol()), false, Set.of(member), now.plus(Duration.ofDays(365)));
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "insert into data_use_request (id, state, author, project, changed_at, document)"
                            + " values (?, 'DRAFT', ?, ?, ?, '{}')",
                    request,
                    member,
                    id.value(),
                    now);
            sql.update(
                    "insert into project (id, title, protocol, fuzzy_approved, opened_at, expires_at) values (?, ?, ?, ?, ?, ?)",
                    id.value(),
                    project.title(),
                    protocol(),
                    false,
                    now,
                    project.expiresAt());
            sql.update("insert into project_member values (?, ?, ?)", id.value(), member, request);
            opened.fire(new ProjectOpened(project));
        });
        return id;
    }

    /** Ends a project, as a revocation does. */
    public void endProject(ProjectId project) {
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update("update project set ended_at = ? where id = ?", clock.instant(), project.value());
            ended.fire(new ProjectEnded(project));
        });
    }

    /** The text of the bundled protocol. */
    public static String protocol() {
        try (var in = EnclaveWorld.class.getResourceAsStream("/protocols/covid-severity.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the bundled protocol is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads persons with these references into a release of the partner. */
    public static void loadPersons(String release, String... references) {
        String persons = java.util.Arrays.stream(references)
                .map(reference -> reference + ",8532,1950\n")
                .collect(Collectors.joining("", "person_id,gender_concept_id,year_of_birth\n", ""));
        as("stewart", "steward")
                .contentType("application/zip")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(bundle(release, Map.of("omop/person.csv", persons)))
                .post("/releases")
                .then()
                .statusCode(201);
    }

    /** A bundle of these files, signed by the partner. */
    public static byte[] bundle(String release, Map<String, String> files) {
        return Bundles.signed(PARTNER, release, files, signingKey(PARTNER));
    }

    /** The private signing key of a client. */
    public static PrivateKey signingKey(String client) {
        try {
            return Keys.readPrivate(TestWorld.privateKeys(client).resolve(Keys.SIGNING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes a catalogue version with these cases as the commons and waits until the enclave has it. */
    public void publishCatalogue(String version, String... subjects) {
        publishCatalogue(
                version,
                java.util.Arrays.stream(subjects).map(EnclaveWorld::subject).toList());
    }

    /** Publishes a catalogue version of these cases as the commons and waits until the enclave has it. */
    public void publishCatalogue(String version, List<CatalogueCase> cases) {
        try (Border commons = Border.as("imaging-commons")) {
            TransferId id = TransferId.random();
            Transfer transfer = commons.sendParts(
                    "commons.catalogue.v1", id.toString(), id, new ByteArrayInputStream(lines(cases)), null);
            commons.send(
                    "commons.catalogue.v1",
                    id.toString(),
                    new CatalogueVersion(
                            version,
                            Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS),
                            cases.size(),
                            cases.size(),
                            cases.size(),
                            cases.size(),
                            transfer));
        }
        Awaitility.await("catalogue " + version)
                .atMost(Duration.ofMinutes(2))
                .until(() -> catalogue.find(version).isPresent());
    }

    /** A case with a test, a study in the window and an AP image. */
    public static CatalogueCase subject(String id) {
        return subject(id, "CR", "CR");
    }

    /** The same with these modalities of the study and of its series. */
    public static CatalogueCase subject(String id, String ofStudy, @Nullable String ofSeries) {
        return new CatalogueCase(
                new CommonsSubjectId(id),
                "site-a",
                "Female",
                "White",
                "Not Hispanic or Latino",
                60,
                null,
                "Yes",
                List.of(new CatalogueCase.CovidTest(0, "Positive", "RT-PCR")),
                List.of(new CatalogueCase.Study(
                        "1.2.3." + Math.floorMod(id.hashCode(), 1_000_000),
                        ofStudy,
                        3,
                        List.of(-3),
                        null,
                        List.of(new CatalogueCase.Series(
                                "1.2.4." + Math.floorMod(id.hashCode(), 1_000_000),
                                ofSeries,
                                "AP",
                                null,
                                "drs-" + id,
                                id + ".png",
                                "0".repeat(32),
                                100L)))));
    }

    /** gzip of NDJSON. */
    public static byte[] lines(List<?> contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (Object content : contents) {
                gzip.write((ContractJson.text(content) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** gzip of that many empty lines. */
    public static byte[] gzippedNewlines(int number) {
        byte[] some = "\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int left = number; left > 0; left -= some.length) {
                gzip.write(some, 0, Math.min(left, some.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

package org.tessera.enclave.match.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.match.KeyedAliases;
import org.tessera.enclave.match.ProjectKeyGone;
import org.tessera.enclave.omop.PersonId;
import org.tessera.envelope.Sealing;

class KeyFolderTest {
    private static final CommonsSubjectId CASE = new CommonsSubjectId("C-1");

    @TempDir
    private Path folder;

    private final ProjectId project = ProjectId.random();
    private final ProjectId other = ProjectId.random();
    private final MatchRequestId request = MatchRequestId.random();

    @Test
    void aliases_are_stable_in_a_project_and_different_in_another() {
        KeyFolder keys = new KeyFolder(folder.resolve("keys"));
        KeyedAliases aliases = new KeyedAliases(keys);
        keys.openProject(project);
        keys.openProject(other);
        String alias = aliases.subject(project, CASE).value();

        keys.openProject(project);

        assertThat(aliases.subject(project, CASE).value()).isEqualTo(alias).matches("S-[A-Z2-7]{26}");
        assertThat(aliases.subject(other, CASE).value()).isNotEqualTo(alias);
        assertThat(aliases.person(project, new PersonId(1)).value()).matches("P-[A-Z2-7]{26}");
        assertThat(aliases.subject(project, new CommonsSubjectId("1")).value().substring(2))
                .isNotEqualTo(aliases.person(project, new PersonId(1)).value().substring(2));
    }

    @Test
    void without_its_key_a_project_has_no_aliases() {
        KeyFolder keys = new KeyFolder(folder);
        keys.openProject(project);
        keys.openRequest(project, request);
        keys.destroyProject(project);

        assertThat(keys.ofProject(project)).isEmpty();
        assertThat(keys.ofRequest(project, request)).isEmpty();
        assertThat(keys.projects()).isEmpty();
        assertThatThrownBy(() -> new KeyedAliases(keys).subject(project, CASE)).isInstanceOf(ProjectKeyGone.class);
    }

    @Test
    void a_request_has_a_pair_of_its_own_until_it_is_destroyed() throws Sealing.NotOpenable {
        KeyFolder keys = new KeyFolder(folder);
        keys.openProject(project);
        PublicKey open = keys.openRequest(project, request);

        byte[] opened = Sealing.open(
                Sealing.seal(new byte[] {7}, open),
                keys.ofRequest(project, request).orElseThrow());

        assertThat(opened).containsExactly(7);
        keys.destroyRequest(project, request);
        assertThat(keys.ofRequest(project, request)).isEmpty();
        assertThat(keys.ofProject(project)).isPresent();
    }

    @Test
    void only_the_owner_reads_the_keys() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        keys.openProject(project);
        keys.openRequest(project, request);

        try (Stream<Path> files = Files.list(folder.resolve(project.toString()))) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }
}

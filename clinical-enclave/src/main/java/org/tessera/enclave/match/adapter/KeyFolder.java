package org.tessera.enclave.match.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.match.EnclaveKeys;
import org.tessera.envelope.Keys;

/**
 * Keys as files below one folder, a folder for each project: {@code <project>/project.key} (hex) and
 * {@code <project>/request-<id>.jwk.json}. Only the owner may read them. A key is read from its file each time, so that it
 * is gone everywhere once the file is.
 */
@ApplicationScoped
public class KeyFolder implements EnclaveKeys {
    private static final String PROJECT_KEY = "project.key";
    private static final int KEY_BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    /** @param folder where the keys lie; made when it is not there */
    public KeyFolder(@ConfigProperty(name = "tessera.enclave.keys") Path folder) {
        this.folder = folder;
    }

    @Override
    public void openProject(ProjectId project) {
        Path file = of(project).resolve(PROJECT_KEY);
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.createDirectories(
                    of(project), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            Path fresh = Files.createTempFile(of(project), "fresh", ".key");
            Files.writeString(fresh, HexFormat.of().formatHex(key));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<SecretKey> ofProject(ProjectId project) {
        Path file = of(project).resolve(PROJECT_KEY);
        try {
            return Files.exists(file)
                    ? Optional.of(new SecretKeySpec(
                            HexFormat.of().parseHex(Files.readString(file).strip()), "HmacSHA256"))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PublicKey openRequest(ProjectId project, MatchRequestId request) {
        KeyPair pair = Keys.generate();
        try {
            Keys.writePair(of(project, request), pair, request.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pair.getPublic();
    }

    @Override
    public Optional<PrivateKey> ofRequest(ProjectId project, MatchRequestId request) {
        Path file = of(project, request);
        try {
            return Files.exists(file) ? Optional.of(Keys.readPrivate(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroyRequest(ProjectId project, MatchRequestId request) {
        destroy(of(project, request));
    }

    @Override
    public Set<ProjectId> projects() {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        Set<ProjectId> found = new HashSet<>();
        try (Stream<Path> folders = Files.list(folder)) {
            folders.map(path -> path.getFileName().toString())
                    .filter(KeyFolder::isId)
                    .forEach(name -> found.add(ProjectId.parse(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public void destroyProject(ProjectId project) {
        Path own = of(project);
        if (!Files.isDirectory(own)) {
            return;
        }
        try (Stream<Path> files = Files.list(own)) {
            files.forEach(KeyFolder::destroy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        destroy(own);
    }

    private Path of(ProjectId project) {
        return folder.resolve(project.toString());
    }

    private Path of(ProjectId project, MatchRequestId request) {
        return of(project).resolve("request-" + request + ".jwk.json");
    }

    private static boolean isId(String name) {
        try {
            return UUID.fromString(name).toString().equals(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void destroy(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.tessera.envelope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code keys}: makes a client's first keys, and changes them in the two steps of docs/runbooks/change-a-signing-key.md. */
@Command(
        name = "keys",
        description = "Makes and changes a client's keys.",
        mixinStandardHelpOptions = true,
        subcommands = {KeysCommand.New.class, KeysCommand.Renew.class, KeysCommand.Publish.class})
public final class KeysCommand {
    private KeysCommand() {}

    /** The command, for other commands to hang it in. */
    public static CommandLine commandLine() {
        return new CommandLine(new KeysCommand());
    }

    /** What all of them do and how they fail: status 2 and one sentence. */
    abstract static class Step implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--private-keys",
                required = true,
                paramLabel = "DIR",
                description = "Folder of the client's private keys.")
        private Path privateKeys = Path.of(".");

        /** Does it; returns what is said of it. */
        abstract String change(Path privateFolder) throws IOException;

        @Override
        public Integer call() {
            try {
                spec.commandLine().getOut().println(change(privateKeys));
                return 0;
            } catch (NoSuchFileException e) {
                spec.commandLine().getErr().println("There is no file " + e.getMessage() + ".");
                return 2;
            } catch (IOException e) {
                spec.commandLine().getErr().println("The keys cannot be made or changed: " + e.getMessage() + ".");
                return 2;
            }
        }
    }

    /** {@code keys new}. */
    @Command(
            name = "new",
            description = "Makes a client's first two private keys, the one that signs and the one it is sealed to.",
            mixinStandardHelpOptions = true)
    static final class New extends Step {
        @Option(
                names = "--client",
                required = true,
                paramLabel = "ID",
                description = "Client id, as in Keycloak's realm mesh: partner-<name> for a hospital.")
        private String clientId = "";

        @Override
        String change(Path privateFolder) throws IOException {
            if (!TrustedKeys.isClientId(clientId)) {
                throw new IOException("a client id is a small letter, then small letters, digits and dashes");
            }
            if (clientId.startsWith("partner-")
                    && !Manifest.PARTNER.matcher(clientId).matches()) {
                throw new IOException(
                        "after partner- a hospital's client id has at most 41 letters, digits and dashes");
            }
            for (String file : List.of(Keys.SIGNING, Keys.SEALING)) {
                if (Files.exists(privateFolder.resolve(file))) {
                    throw new IOException(privateFolder.resolve(file) + " is there already, and is never overwritten");
                }
            }
            Keys.createPrivate(clientId, privateFolder);
            return "The private keys of " + clientId + " are in " + privateFolder + "; now publish them.";
        }
    }

    /** {@code keys renew}. */
    @Command(
            name = "renew",
            description = "Puts a new private key before the ones that are there; it is used from the next start on.",
            mixinStandardHelpOptions = true)
    static final class Renew extends Step {
        @Option(names = "--sealing", description = "The key that contents are sealed to, not the one that signs.")
        private boolean sealing;

        @Override
        String change(Path privateFolder) throws IOException {
            String file = sealing ? Keys.SEALING : Keys.SIGNING;
            Keys.renew(privateFolder, file);
            return privateFolder.resolve(file) + " has a new key at its top.";
        }
    }

    /** {@code keys publish}. */
    @Command(
            name = "publish",
            description =
                    "Writes the public halves of a client's private keys into the folder of everybody's public keys.",
            mixinStandardHelpOptions = true)
    static final class Publish extends Step {
        @Option(
                names = "--public-keys",
                required = true,
                paramLabel = "DIR",
                description = "Folder of everybody's public keys.")
        private Path publicKeys = Path.of(".");

        @Option(names = "--newest-only", description = "Leaves out the earlier keys: they are trusted no longer.")
        private boolean newestOnly;

        @Override
        String change(Path privateFolder) throws IOException {
            if (!Files.isDirectory(publicKeys)) {
                throw new IOException("there is no folder " + publicKeys + " of public keys");
            }
            Keys.publish(privateFolder, publicKeys, !newestOnly);
            return "The public keys of " + Keys.readOwner(privateFolder.resolve(Keys.SIGNING)) + " are in " + publicKeys
                    + ".";
        }
    }
}

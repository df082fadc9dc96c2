package org.tessera.contracttests;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.platform.console.ConsoleLauncher;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./run contract-tests SERVICE}: all tests of this package against one service, told as a tree. */
@Command(
        name = "contract-tests",
        description = "Holds a service against the contract of the one it stands in for.",
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "SERVICE",
            description = "imaging-commons, clinical-enclave, honest-broker or representativeness-service")
    private String service = "";

    @Option(names = "--url", required = true, description = "base address of the service under test")
    private String url = "";

    @Option(names = "--keycloak", description = "base address of Keycloak, where an account has a password")
    private @Nullable String keycloak;

    @Option(names = "--realm", description = "name of the realm in place of ours: commons, enclave or broker")
    private @Nullable String realm;

    @Option(
            names = "--accounts",
            required = true,
            description = "file with lines of realm, user, role and password (or token: and an access token)")
    private Path accounts = Path.of("");

    @Option(names = "--kafka", description = "settings of a Kafka client that may read what the service writes")
    private @Nullable Path kafka;

    @Option(names = "--public-keys", description = "folder of everybody's public keys: signatures are verified")
    private @Nullable Path publicKeys;

    @Option(names = "--ca", description = "certificate (PEM) of the authority to trust instead of Java's own")
    private @Nullable Path ca;

    @Option(
            names = "--rubbish",
            description =
                    "also write unreadable messages, which stay in the quarantine of the service and of all others that read the same channels")
    private boolean rubbish;

    @Option(names = "--reports", description = "folder for JUnit's XML reports")
    private @Nullable Path reports;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs them and ends with their exit code. */
    public static void main(String[] arguments) {
        // The libraries log nothing here, on purpose.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(arguments));
    }

    /** Exit code 0 when all hold, 1 when one does not, 2 when nothing could be tried. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** The command; tests give it their own streams. */
    static CommandLine commandLine() {
        return new CommandLine(new Main()).setOverwrittenOptionsAllowed(true);
    }

    @Override
    public Integer call() {
        Map.of("service", service, "url", url, "accounts", accounts.toString())
                .forEach((name, value) -> System.setProperty(Target.PREFIX + name, value));
        set("keycloak", keycloak);
        set("realm", realm);
        set("kafka", kafka);
        set("public-keys", publicKeys);
        set("ca", ca);
        System.setProperty(Target.PREFIX + "rubbish", Boolean.toString(rubbish));
        try {
            Beforehand.check();
        } catch (IllegalStateException | Beforehand.Obstacle obstacle) {
            spec.commandLine().getErr().println(obstacle.getMessage());
            return 2;
        }
        Path folder = reports == null ? Path.of("target", "contract-tests") : reports;
        String[] fixed = {
            "execute",
            "--disable-banner",
            "--details=tree",
            "--select-class=" + RestTest.class.getName(),
            "--select-class=" + MistakesTest.class.getName(),
            "--select-class=" + MessagesTest.class.getName(),
            "--select-class=" + RubbishTest.class.getName(),
            "--reports-dir=" + folder
        };
        int code = ConsoleLauncher.run(
                        new java.io.PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8),
                        new java.io.PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8),
                        fixed)
                .getExitCode();
        System.out.println("JUnit's reports: " + folder.toAbsolutePath());
        return code;
    }

    private static void set(String name, @Nullable Object value) {
        if (value == null) {
            System.clearProperty(Target.PREFIX + name);
        } else {
            System.setProperty(Target.PREFIX + name, value.toString());
        }
    }
}

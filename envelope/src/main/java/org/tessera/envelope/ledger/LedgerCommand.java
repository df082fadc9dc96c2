package org.tessera.envelope.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tessera.envelope.TrustedKeys;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ledger}: works offline on exported ledgers. */
@Command(
        name = "ledger",
        description = "Works offline on exported ledgers.",
        mixinStandardHelpOptions = true,
        subcommands = LedgerCommand.Verify.class)
public final class LedgerCommand {
    private LedgerCommand() {}

    /** Ends with status 0 when all is well, 1 when a ledger is not what it was, 2 when it could not be checked. */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command, for tests and for other commands to hang it in. */
    public static CommandLine commandLine() {
        return new CommandLine(new LedgerCommand());
    }

    /** {@code ledger verify FILE... --keys DIR}. */
    @Command(
            name = "verify",
            description = {
                "Checks the chain and the signed heads of each file, and that several agree on what crossed and on the",
                "heads that they keep of each other.",
                "Of ledgers in use, fetch every one twice, all of them before any again: only then may the second exports",
                "have what the others do not know yet. Older exports may be given along."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Exported ledgers (NDJSON).")
        private List<Path> files = new ArrayList<>();

        @Option(names = "--keys", required = true, paramLabel = "DIR", description = "Folder of public keys.")
        private Path keys = Path.of(".");

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            if (!Files.isDirectory(keys)) {
                return unusable("There is no folder " + keys + " of public keys.");
            }
            TrustedKeys trusted = new TrustedKeys(keys);
            List<LedgerFile> ledgers = new ArrayList<>();
            List<String> mistakes = new ArrayList<>();
            for (Path file : files) {
                try {
                    LedgerFile ledger = LedgerFile.read(file, trusted);
                    mistakes.addAll(ledger.mistakes());
                    ledgers.add(ledger);
                } catch (NoSuchFileException e) {
                    return unusable("There is no ledger " + file + ".");
                } catch (IOException e) {
                    return unusable("The ledger " + file + " cannot be read as text.");
                } catch (OutOfMemoryError e) {
                    ledgers.clear();
                    return unusable("The ledgers are too large for this memory (-Xmx).");
                } catch (IllegalStateException e) {
                    return unusable("A file of public keys in " + keys + " cannot be used: " + e.getMessage() + ".");
                }
            }
            Map<String, SuccessiveExports> exports = SuccessiveExports.byOwner(ledgers);
            exports.values().forEach(ledger -> mistakes.addAll(ledger.rewritten()));
            CrossingAgreement.Result crossings = CrossingAgreement.compare(exports);
            mistakes.addAll(crossings.mistakes());
            KeptHeads.Result heads = KeptHeads.compare(exports);
            mistakes.addAll(heads.mistakes());
            ledgers.forEach(ledger -> ledger.notes().forEach(note -> out.println("Note: " + note)));
            if (!mistakes.isEmpty()) {
                mistakes.forEach(out::println);
                out.printf(
                        "The history does not hold: %d %s.%n",
                        mistakes.size(), mistakes.size() == 1 ? "mistake" : "mistakes");
                return 1;
            }
            List<LedgerFile> latest =
                    exports.values().stream().map(SuccessiveExports::latest).toList();
            out.printf(
                    "%d ledgers hold: %d entries, sealed up to %s; writer and reader agree on %d messages%s;"
                            + " %d heads that others keep fit.%n",
                    latest.size(),
                    latest.stream().mapToLong(LedgerFile::entries).sum(),
                    latest.stream()
                            .map(ledger -> Long.toString(ledger.sealedUpTo()))
                            .toList(),
                    crossings.agreed(),
                    crossings.waiting() == 0 ? "" : " (" + crossings.waiting() + " came after their writer was asked)",
                    heads.fitting());
            return 0;
        }

        private int unusable(String sentence) {
            spec.commandLine().getErr().println(sentence);
            return 2;
        }
    }
}

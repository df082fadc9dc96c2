package org.tessera.index;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The researcher's tool. Exit codes: 0 done, 1 not (all) done, 2 wrong arguments; errors are one sentence. */
@Command(
        name = "imaging-index",
        mixinStandardHelpOptions = true,
        description = "A manifest in; images fetched, an index per image, the sealed upload table out.",
        subcommands = {FetchCommand.class, IndexCommand.class, SealCommand.class, CommandLine.HelpCommand.class})
public final class Main {
    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(commands().execute(arguments));
    }

    /** The commands, ready to be executed. */
    public static CommandLine commands() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, line, _) -> {
            line.getErr().println(sentence(failure));
            return 1;
        });
    }

    private static String sentence(Exception failure) {
        if (failure instanceof Refusal) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof IOException reason) {
            return "Reading, writing or fetching failed: " + Reasons.of(reason) + ".";
        }
        return "The tool failed unexpectedly (" + failure.getClass().getName() + ").";
    }
}

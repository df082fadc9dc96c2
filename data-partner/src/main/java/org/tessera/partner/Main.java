package org.tessera.partner;

import java.io.IOException;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tessera.partner.table.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The hospital's tool. Exit codes: 0 done (rows that were refused are reported and counted), 1 could not be done, or a
 * row of a list of opt-outs was refused, since each is a promise, 2 wrong arguments. Errors are one sentence on the standard error and never name a patient.
 */
@Command(
        name = "data-partner",
        mixinStandardHelpOptions = true,
        description = "Names go in; tokens, de-identified cases, OMOP bundles and withdrawals come out.",
        subcommands = CommandLine.HelpCommand.class)
public final class Main {
    private static final int COULD_NOT = 1;

    /** Kafka's own log would bury the tool's one sentence. Held here, or its level would be forgotten. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        KAFKA.setLevel(Level.OFF);
        System.exit(commands(Clock.systemUTC()).execute(arguments));
    }

    /**
     * The commands, ready to be executed.
     *
     * @param clock says what day it is and stamps messages
     */
    public static CommandLine commands(Clock clock) {
        CommandLine commands = new CommandLine(new Main());
        commands.addSubcommand(new TokensCommand(clock));
        commands.addSubcommand(new CasesCommand());
        commands.addSubcommand(new OmopCommand());
        commands.addSubcommand(new WithdrawCommand(clock));
        commands.addSubcommand(new NewSecretCommand());
        commands.setExecutionExceptionHandler((failure, line, _) -> {
            line.getErr().println(sentence(failure));
            return COULD_NOT;
        });
        return commands;
    }

    /** A refusal speaks for itself; anything else says its kind only, since its text may repeat a row. */
    private static String sentence(Exception failure) {
        if (failure instanceof Refusal) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof IOException) {
            return "Reading, writing or sending failed: " + failure.getMessage();
        }
        return "The tool failed unexpectedly (" + failure.getClass().getName() + ").";
    }
}

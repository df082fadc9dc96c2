package org.tessera.endtoend;

import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tessera.endtoend.journey.Unexpected;
import org.tessera.endtoend.population.PopulationCommand;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.Progress;
import org.tessera.endtoend.world.Trouble;
import org.tessera.endtoend.world.World;
import org.tessera.envelope.KeysCommand;
import org.tessera.envelope.ledger.LedgerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./run} calls. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "The local world and the journey through it.",
        subcommands = {
            ComposeCommand.class,
            DemoCommand.class,
            StopCommand.class,
            StatusCommand.class,
            UpCommand.class,
            DevCommand.class,
            PopulationCommand.class
        })
public final class Main {
    /** The clients of Kafka and PostgreSQL tell much; held here, because the logging only keeps a weak reference. */
    private static final Logger QUIET = Logger.getLogger("");

    /** The journey lets Kafka refuse on purpose and tells of it itself. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private Main() {}

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) {
        QUIET.setLevel(Level.SEVERE);
        KAFKA.setLevel(Level.OFF);
        System.exit(commands().execute(arguments));
    }

    /** The words, ready to be executed. */
    static CommandLine commands() {
        CommandLine commands = new CommandLine(new Main());
        commands.addSubcommand(LedgerCommand.commandLine());
        commands.addSubcommand(KeysCommand.commandLine());
        commands.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof Trouble || exception instanceof Unexpected) {
                command.getErr().println("\n" + exception.getMessage());
                return exception instanceof Trouble trouble ? trouble.status() : 1;
            }
            throw exception;
        });
        return commands;
    }

    /** The world of the repository that the command stands in. */
    static World world() {
        return new World(Places.find(), new Progress(System.out, Clock.systemUTC()));
    }
}

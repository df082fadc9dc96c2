package org.tessera.cases;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts a file of cases. Exit codes: 0 done, 1 not done, 2 wrong arguments; errors are one sentence. */
@Command(
        name = "case-counter",
        mixinStandardHelpOptions = true,
        description =
                "A file of one row per case in; cumulative counts by month and category out, to be imported as a reference.")
public final class Main implements Callable<Integer> {
    @Parameters(description = "CSV with the columns case_month, sex, race, ethnicity, age_group among others.")
    Path cases = Path.of("cases.csv");

    @Option(names = "--out", required = true, description = "The table of counts to write.")
    Path out = Path.of("counts.csv");

    @Option(
            names = "--memory",
            defaultValue = "512",
            description = "MiB that counting may use (default: ${DEFAULT-VALUE}).")
    int memory;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs and exits. */
    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, line, _) -> {
            line.getErr().println(failure.getMessage());
            return 1;
        });
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter terminal = spec.commandLine().getErr();
        int threads = Runtime.getRuntime().availableProcessors();
        MonthlyCounts counts = new CaseCounter(memory, threads).count(cases, percent -> {
            terminal.printf(Locale.ROOT, "\r%3.0f %%", percent);
            terminal.flush();
        });
        try (Writer table = Files.newBufferedWriter(out)) {
            counts.write(table);
        }
        terminal.printf(
                Locale.ROOT,
                "%n%,d cases counted; %,d rows without a month are in no count%n",
                counts.cases(),
                counts.undated());
        return 0;
    }
}

package org.tessera.cases;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
    private static final int NOT_DONE = 1;
    private static final int WRONG_ARGUMENTS = 2;

    @Parameters(description = "CSV with the columns case_month, sex, race, ethnicity, age_group among others.")
    Path cases = Path.of("cases.csv");

    @Option(names = "--out", required = true, description = "The table of counts to write.")
    Path out = Path.of("counts.csv");

    @Option(
            names = "--memory",
            defaultValue = "512",
            description = "MiB that counting may use, at least 128 (default: ${DEFAULT-VALUE}).")
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
        Optional<String> wrong = wrong();
        if (wrong.isPresent()) {
            terminal.println(wrong.get());
            return WRONG_ARGUMENTS;
        }
        int threads = Runtime.getRuntime().availableProcessors();
        MonthlyCounts counts = new CaseCounter(memory, threads).count(cases, percent -> {
            terminal.printf(Locale.ROOT, "\r%3.0f %%", percent);
            terminal.flush();
        });
        if (counts.cases() == 0) {
            terminal.printf(
                    Locale.ROOT,
                    "%nNothing was counted and %s was not written: none of the %,d rows of %s has a month (case_month, YYYY-MM).%n",
                    out,
                    counts.undated(),
                    cases);
            return NOT_DONE;
        }
        write(counts);
        terminal.printf(
                Locale.ROOT,
                "%n%,d cases counted; %,d rows without a month are in no count%n",
                counts.cases(),
                counts.undated());
        return 0;
    }

    private Optional<String> wrong() throws IOException {
        if (memory < CaseCounter.LEAST_MEBIBYTES) {
            return Optional.of("Counting needs --memory of at least " + CaseCounter.LEAST_MEBIBYTES + " MiB; " + memory
                    + " is too little.");
        }
        if (Files.exists(out) && Files.exists(cases) && Files.isSameFile(out, cases)) {
            return Optional.of("The counts would replace the cases: --out must name another file than " + cases + ".");
        }
        if (Files.isDirectory(out) || !Files.isDirectory(folder())) {
            return Optional.of(
                    "The counts cannot be written to " + out + ": it must be a file in a folder that exists.");
        }
        return Optional.empty();
    }

    /** Beside its place first, so that nobody finds half a table, nor loses an older one to a failure. */
    private void write(MonthlyCounts counts) throws IOException {
        boolean replaceable = !Files.exists(out) || Files.isRegularFile(out);
        Path place = Files.exists(out) ? out.toRealPath() : out;
        String part = place.getFileName() + "." + ProcessHandle.current().pid() + ".part";
        Path first = replaceable ? place.resolveSibling(part) : place;
        try {
            try (Writer table = Files.newBufferedWriter(first)) {
                counts.write(table);
            }
            if (replaceable) {
                Files.move(first, place, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new IOException("The counts could not be written to " + out + ".", e);
        } finally {
            if (replaceable) {
                Files.deleteIfExists(first);
            }
        }
    }

    private Path folder() {
        return Objects.requireNonNullElse(out.toAbsolutePath().getParent(), Path.of("/"));
    }
}

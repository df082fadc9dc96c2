package org.tessera.endtoend.population;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a synthetic data set. Exit codes: 0 written, 1 could not be written, 2 wrong arguments. */
@Command(
        name = "population",
        mixinStandardHelpOptions = true,
        description = "Writes a synthetic data set: names at two hospitals, imaging cases, OMOP rows, radiographs.")
public final class PopulationCommand implements Callable<Integer> {
    @Option(
            names = "--seed",
            defaultValue = "20260101",
            description = "the same seed gives the same bytes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", required = true, description = "folder to write into")
    private @Nullable Path out;

    @Option(
            names = "--shape",
            defaultValue = "paper",
            description = "paper, small, no-overlap, 25-linked or messy (default: ${DEFAULT-VALUE})")
    private String shape = "paper";

    @Spec
    private @Nullable CommandSpec command;

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PopulationCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        CommandLine line = java.util.Objects.requireNonNull(command).commandLine();
        PrintWriter err = line.getErr();
        PopulationSpec spec;
        try {
            spec = PopulationSpec.ofShape(shape);
        } catch (IllegalArgumentException unknown) {
            err.println(unknown.getMessage());
            return 2;
        }
        Path folder = java.util.Objects.requireNonNull(out);
        try {
            Population.Written written = Population.write(seed, spec, folder);
            line.getOut()
                    .printf(
                            "%s: %d cases with %d radiographs, %d clinical records, %d persons on both sides, in %s%n",
                            spec.shape(),
                            written.cases(),
                            written.images(),
                            written.records(),
                            written.linked(),
                            folder);
            return 0;
        } catch (IOException failure) {
            err.println("The data set could not be written to " + folder + ": " + failure.getMessage());
            return 1;
        }
    }
}

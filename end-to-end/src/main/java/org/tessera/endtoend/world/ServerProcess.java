package org.tessera.endtoend.world;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of the world: its own session, pid file and log. It outlives the launcher when it is told to. */
public final class ServerProcess {
    private final String name;
    private final Path root;
    private final Path log;
    private final Path pidFile;
    private volatile boolean expectedToEnd;
    private volatile boolean over;
    private @Nullable Process tool;

    /** The process of that name, running or not. */
    public ServerProcess(Places places, String name) {
        this.name = name;
        this.root = places.root();
        this.log = places.logs().resolve(name + ".log");
        this.pidFile = places.pids().resolve(name + ".pid");
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /**
     * Starts it in a session of its own, so that a Ctrl-C at the launcher reaches the launcher alone, and in the repository:
     * Quarkus would take settings from a {@code .env} or {@code config/} in the caller's folder.
     */
    public synchronized void start(List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(pidFile.getParent());
            expectedToEnd = false;
            ProcessHandle process = begin(command, environment).toHandle();
            Files.writeString(pidFile, process.pid() + " " + startOf(process) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /**
     * Runs a program that prepares the server, into the same log; it ends with the server.
     *
     * @return whether it succeeded in that time
     */
    boolean prepare(List<String> command, Map<String, String> environment, Duration patience)
            throws IOException, InterruptedException {
        Process begun = beginTool(command, environment);
        boolean succeeded;
        try {
            succeeded = begun.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && begun.exitValue() == 0;
        } finally {
            end(begun);
        }
        if (over) {
            throw Trouble.interrupted();
        }
        return succeeded;
    }

    private synchronized Process beginTool(List<String> command, Map<String, String> environment) throws IOException {
        Process begun = begin(command, environment);
        tool = begun;
        return begun;
    }

    /** A tool of several processes ends with all of them; one that takes its time, by force. */
    private static void end(Process tool) {
        List<ProcessHandle> all =
                Stream.concat(tool.descendants(), Stream.of(tool.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        all.stream().filter(process -> !ended(process, Duration.ofSeconds(5))).forEach(ProcessHandle::destroyForcibly);
    }

    private Process begin(List<String> command, Map<String, String> environment) throws IOException {
        if (over) {
            throw Trouble.interrupted();
        }
        Files.createDirectories(log.getParent());
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            words.add("/usr/bin/setsid");
        }
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).directory(root.toFile());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(new File("/dev/null"));
        return builder.start();
    }

    /**
     * From now on it does not start, and what prepares it ends. Who stops it afterwards leaves nothing behind, even beside
     * a thread that was about to start it.
     */
    synchronized void startNoMore() {
        over = true;
        if (tool != null) {
            end(tool);
        }
    }

    /** Whether it does not start any more. */
    boolean over() {
        return over;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(at -> at.getEpochSecond()).orElse(0L);
    }

    /** The running process; empty when it is not running or the pid now belongs to somebody else. */
    public Optional<ProcessHandle> handle() {
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            String[] words = Files.readString(pidFile).trim().split(" ");
            long start = Long.parseLong(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> Math.abs(startOf(process) - start) <= 2);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether it runs. */
    public boolean alive() {
        return handle().isPresent();
    }

    /** Calls back when it ends although nobody asked it to. */
    public void whenItCrashes(Runnable callback) {
        handle().ifPresent(process -> Thread.ofVirtual()
                .name("watching " + name)
                .start(() -> {
                    process.onExit().join();
                    if (!expectedToEnd) {
                        callback.run();
                    }
                }));
    }

    /** Asks it to end, waits, and ends it by force when it does not. */
    public void stop(Duration patience) {
        expectedToEnd = true;
        handle().ifPresent(process -> {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            if (!ended(process, patience)) {
                process.destroyForcibly();
                ended(process, patience);
            }
            children.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        });
        forget();
    }

    /** Kills it at once (SIGKILL), as a power cut would. */
    public void kill() {
        expectedToEnd = true;
        handle().ifPresent(process -> {
            process.destroyForcibly();
            ended(process, Duration.ofSeconds(10));
        });
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Memory in use (resident, what is shared counted once) of it and its children, in MiB; 0 when it is not running or cannot be seen. */
    public long residentMebibytes() {
        return handle().map(process -> Stream.concat(Stream.of(process), process.descendants())
                                .mapToLong(each -> memory(each.pid(), "smaps_rollup", "Pss:"))
                                .sum()
                        / 1024)
                .orElse(0L);
    }

    /** The most memory it ever had (resident), in MiB; 0 for a server of several processes, whose peaks do not add up. */
    public long peakMebibytes() {
        return handle().filter(process -> process.children().findAny().isEmpty())
                .map(process -> memory(process.pid(), "status", "VmHWM:") / 1024)
                .orElse(0L);
    }

    private static long memory(long pid, String file, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | RuntimeException gone) {
            return 0;
        }
    }

    /** Where its log is. */
    public Path log() {
        return log;
    }

    /** The last lines of its log. */
    public List<String> tail(int lines) {
        try {
            List<String> all = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(its log cannot be read: " + log + ")");
        }
    }
}

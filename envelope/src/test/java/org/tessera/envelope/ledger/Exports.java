package org.tessera.envelope.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tessera.envelope.Actor;
import org.tessera.envelope.Keys;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.envelope.ledger.LedgerEntry.Kind;
import picocli.CommandLine;

/**
 * Ledgers of domains that are not running, written into a folder, and what the command says of them.
 *
 * @param folder holds a folder of private keys for each domain, one of everybody's public keys, and the exports
 */
record Exports(Path folder) {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456789Z");

    record Verified(int status, String said) {}

    void makeKeys(String... domains) throws IOException {
        for (String domain : domains) {
            Keys.create(domain, folder.resolve(domain), folder.resolve("public"));
        }
    }

    static LedgerEntry entry(long sequence, Kind kind, String action, String object) {
        return new LedgerEntry(
                sequence,
                NOON,
                kind,
                action,
                object,
                new Actor("s", "enclave"),
                "researcher",
                "20-99",
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A message of the enclave's, as one side records it. */
    static LedgerEntry crossing(long sequence, Instant at, Direction direction, String eventId, String digest) {
        return crossing(sequence, at, direction, "org.tessera.match-request.v1", eventId, "clinical-enclave", digest);
    }

    static LedgerEntry crossing(
            long sequence, Instant at, Direction direction, String type, String eventId, String writer, String digest) {
        return new LedgerEntry(
                sequence,
                at,
                Kind.CROSSING,
                type,
                eventId,
                null,
                null,
                null,
                "a-channel.v1",
                direction,
                eventId,
                writer,
                digest,
                "a..b");
    }

    /** The lines of an export: the entries in a chain, and the signed head of the last. */
    List<String> chained(String owner, List<LedgerEntry> entries) throws IOException {
        List<String> lines = new ArrayList<>();
        String previous = LedgerChain.GENESIS;
        for (LedgerEntry entry : entries) {
            ChainedEntry chained = LedgerChain.chain(entry, previous);
            previous = chained.hash();
            lines.add(LedgerChain.line(chained));
        }
        lines.add(LedgerHeads.line(LedgerHeads.sign(owner, entries.size(), previous, NOON, key(owner))));
        return lines;
    }

    PrivateKey key(String owner) throws IOException {
        return Keys.readPrivate(folder.resolve(owner).resolve(Keys.SIGNING));
    }

    Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name + ".ndjson"), lines);
    }

    Verified verify(Path... files) {
        List<String> arguments = new ArrayList<>(
                List.of("verify", "--keys", folder.resolve("public").toString()));
        for (Path file : files) {
            arguments.add(file.toString());
        }
        StringWriter said = new StringWriter();
        CommandLine command = LedgerCommand.commandLine();
        command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        return new Verified(command.execute(arguments.toArray(String[]::new)), said.toString());
    }
}

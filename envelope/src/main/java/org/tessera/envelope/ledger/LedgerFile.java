package org.tessera.envelope.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.TrustedKeys;

/**
 * One exported ledger, read and verified in one pass. It is whole from its first entry to its last signed head. The heads
 * that it keeps of other ledgers are compared by {@link KeptHeads}.
 */
public final class LedgerFile {
    private final String name;
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final ReadChain chain = new ReadChain(this::mistake);
    private final List<LedgerHead> heads = new ArrayList<>();
    private final List<LedgerHead> kept = new ArrayList<>();
    private final Set<String> keptDigests = new HashSet<>();
    private final List<LedgerHead> counting = new ArrayList<>();
    private final List<LedgerHead> countingKept = new ArrayList<>();

    private LedgerFile(String name) {
        this.name = name;
    }

    /**
     * Reads and verifies a file; throws {@link IOException} only when it cannot be read.
     *
     * @param keys everybody's public keys, also those of before
     */
    public static LedgerFile read(Path path, TrustedKeys keys) throws IOException {
        LedgerFile file = new LedgerFile(String.valueOf(path.getFileName()));
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    file.take(line, number);
                }
            }
        }
        file.checkHeads(keys);
        return file;
    }

    private void take(String line, long number) {
        try {
            JsonNode json = ContractJson.tree(line.getBytes(StandardCharsets.UTF_8));
            String written;
            if (json.has("head")) {
                LedgerHead head = ContractJson.read(json.get("head"), LedgerHead.class);
                heads.add(head);
                written = LedgerHeads.line(head);
            } else if (json.has("kept")) {
                LedgerHead head = ContractJson.read(json.get("kept"), LedgerHead.class);
                kept.add(head);
                written = LedgerHeads.keptLine(head);
            } else {
                ChainedEntry chained = LedgerChain.parse(line);
                chain.follow(chained);
                written = LedgerChain.line(chained);
            }
            // Hashes and signatures cover what a line says, not how: 1.0 is 1, and an absent value may stand as null.
            if (!line.equals(written)) {
                mistake("line " + number + " is not written as a ledger writes it");
            }
        } catch (IOException e) {
            mistake("line " + number + " is not a ledger line");
        }
    }

    private void checkHeads(TrustedKeys keys) {
        SignedHeads signed = new SignedHeads(keys, chain, this::mistake, this::note);
        counting.addAll(signed.own(heads));
        long missing = chain.headsSentBut(heads);
        if (missing > 0) {
            note(missing
                    + " heads of its own that it sent are not in it: it was exported by a version that gave the last"
                    + " one only, or they were taken out");
        }
        EntryTimes.odd(chain.links(), counting).ifPresent(this::note);
        kept.forEach(head -> keptDigests.add(ReadChain.digest(head)));
        countingKept.addAll(signed.kept(kept));
    }

    private void mistake(String sentence) {
        mistakes.add(name + ": " + sentence + ".");
    }

    private void note(String sentence) {
        notes.add(name + ": " + sentence + ".");
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    /** Client id of the ledger's owner, as its heads say; absent without heads. */
    public Optional<String> owner() {
        return heads.stream().map(LedgerHead::domain).findFirst();
    }

    /** Whether this export goes on where the earlier one ended: nothing of its history was changed or taken away. */
    public boolean continues(LedgerFile earlier) {
        return earlier.chain.end() == 0
                || chain.hashOf(earlier.chain.end()).equals(Optional.of(earlier.chain.endHash()));
    }

    /** The entries that it has. */
    ReadChain chain() {
        return chain;
    }

    /** Heads of other ledgers that this ledger's owner keeps, and that count. */
    List<LedgerHead> kept() {
        return Collections.unmodifiableList(countingKept);
    }

    /** Entries by which a head was received that is not among those that are kept. */
    List<LedgerEntry> headsNotKept() {
        return chain.headsReceived().stream()
                .filter(received -> !keptDigests.contains(String.valueOf(received.digest())))
                .toList();
    }

    /** How many entries there are. */
    public long entries() {
        return chain.links().size();
    }

    /** Last entry that a signed head covers, 0 when none. */
    public long sealedUpTo() {
        return counting.stream().mapToLong(LedgerHead::sequence).max().orElse(0);
    }

    /** What is wrong with it, a sentence each. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** What is to be known of it and is not wrong, a sentence each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}

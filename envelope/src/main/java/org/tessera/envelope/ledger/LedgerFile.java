package org.tessera.envelope.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.LedgerHead;

/**
 * One exported ledger, read and verified in one pass. It is whole from its first entry to its last signed head. The heads
 * that it keeps of other ledgers are compared by {@link KeptHeads}; here they must be signed by their owners.
 */
public final class LedgerFile {
    private final String name;
    private final Function<String, List<PublicKey>> keys;
    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, Crossing> crossings = new HashMap<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private final List<LedgerHead> heads = new ArrayList<>();
    private final List<LedgerHead> kept = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();
    private String previousHash = LedgerChain.GENESIS;
    private long sequence;

    /**
     * What one side recorded of a message.
     *
     * @param direction OUT or IN
     * @param channel the topic
     * @param writer who wrote it, as this side says
     * @param digest of its value, as this side says
     */
    public record Crossing(
            LedgerEntry.@Nullable Direction direction,
            @Nullable String channel,
            @Nullable String writer,
            @Nullable String digest) {}

    private LedgerFile(String name, Function<String, List<PublicKey>> keys) {
        this.name = name;
        this.keys = keys;
    }

    /**
     * Reads and verifies a file; throws {@link IOException} only when it cannot be read.
     *
     * @param keys public signing keys of a client id, also those of before; none when it is unknown
     */
    public static LedgerFile read(Path path, Function<String, List<PublicKey>> keys) throws IOException {
        LedgerFile file = new LedgerFile(String.valueOf(path.getFileName()), keys);
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    file.take(line, number);
                }
            }
        }
        file.checkHeads();
        return file;
    }

    private void take(String line, long number) {
        try {
            JsonNode json = ContractJson.tree(line.getBytes(StandardCharsets.UTF_8));
            if (json.has("head")) {
                heads.add(ContractJson.read(json.get("head"), LedgerHead.class));
            } else if (json.has("kept")) {
                keep(ContractJson.read(json.get("kept"), LedgerHead.class));
            } else {
                follow(LedgerChain.parse(line));
            }
        } catch (IOException e) {
            mistake("line " + number + " is not a ledger line");
        }
    }

    private void follow(ChainedEntry chained) {
        LedgerEntry entry = chained.entry();
        long expected = sequence + 1;
        if (entry.sequence() != expected) {
            mistake("after entry " + sequence + " comes entry " + entry.sequence());
        }
        if (!chained.previousHash().equals(previousHash)) {
            mistake("entry " + entry.sequence() + " does not follow the one before");
        }
        if (!chained.hash().equals(LedgerChain.hash(chained.previousHash(), entry))) {
            mistake("entry " + entry.sequence() + " was changed");
        }
        sequence = entry.sequence();
        previousHash = chained.hash();
        hashes.put(sequence, previousHash);
        if (entry.kind() == LedgerEntry.Kind.CROSSING && entry.eventId() != null) {
            remember(entry, entry.eventId());
        }
    }

    private void remember(LedgerEntry entry, String eventId) {
        Crossing crossing = new Crossing(entry.direction(), entry.channel(), entry.writer(), entry.digest());
        if (crossings.put(eventId, crossing) != null) {
            mistake("entry " + entry.sequence() + " records a message a second time");
        }
    }

    /** A head that its owner has not signed proves nothing against her. */
    private void keep(LedgerHead head) {
        List<PublicKey> signing = keys.apply(head.domain());
        if (signing.isEmpty()) {
            unknown.add(head.domain());
        } else if (LedgerHeads.verify(head, signing)) {
            kept.add(head);
        } else {
            mistake("the signature of the head " + head.sequence() + " that it keeps of " + head.domain()
                    + " is wrong");
        }
    }

    private void checkHeads() {
        unknown.forEach(domain -> mistake("there is no public key of " + domain + ", whose heads it keeps"));
        if (heads.isEmpty()) {
            mistake("it has no signed head");
            return;
        }
        String owner = heads.getFirst().domain();
        List<PublicKey> signing = keys.apply(owner);
        if (!signing.isEmpty() && heads.stream().noneMatch(head -> LedgerHeads.verify(head, signing))) {
            mistake("no head is signed with a key of " + owner
                    + " that was given: the keys may be those of another world, or all heads are forged");
            return;
        }
        for (LedgerHead head : heads) {
            if (!head.domain().equals(owner)) {
                mistake("it has heads of two domains");
            } else if (signing.isEmpty()) {
                mistake("there is no public key of " + owner);
                return;
            } else if (!LedgerHeads.verify(head, signing)) {
                mistake("the signature of head " + head.sequence() + " is wrong");
            } else if (head.sequence() > 0 && !head.hash().equals(hashes.get(head.sequence()))) {
                mistake("the signed head " + head.sequence() + " is not of this chain");
            }
        }
    }

    private void mistake(String sentence) {
        mistakes.add(name + ": " + sentence + ".");
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
        return earlier.sequence == 0 || earlier.previousHash.equals(hashes.get(earlier.sequence));
    }

    /** Hash of the entry with that sequence, if the chain reaches so far. */
    Optional<String> hashOf(long entry) {
        return Optional.ofNullable(hashes.get(entry));
    }

    /** Heads of other ledgers that this ledger's owner keeps. */
    List<LedgerHead> kept() {
        return List.copyOf(kept);
    }

    /** How many entries there are. */
    public long entries() {
        return hashes.size();
    }

    /** Last entry that a signed head covers, 0 when none. */
    public long sealedUpTo() {
        return heads.stream().mapToLong(LedgerHead::sequence).max().orElse(0);
    }

    /** What is wrong with it, a sentence each. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** Recorded crossings by event id. */
    public Map<String, Crossing> crossings() {
        return Map.copyOf(crossings);
    }
}

package org.tessera.envelope.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
    private final ReadChain chain = new ReadChain(this::mistake);
    private final List<LedgerHead> heads = new ArrayList<>();
    private final List<LedgerHead> kept = new ArrayList<>();
    private final Set<String> keptDigests = new HashSet<>();
    private final Set<String> unknown = new TreeSet<>();

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
            String written;
            if (json.has("head")) {
                LedgerHead head = ContractJson.read(json.get("head"), LedgerHead.class);
                heads.add(head);
                written = LedgerHeads.line(head);
            } else if (json.has("kept")) {
                LedgerHead head = ContractJson.read(json.get("kept"), LedgerHead.class);
                keep(head);
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

    /** A head that its owner has not signed proves nothing against her. */
    private void keep(LedgerHead head) {
        keptDigests.add(ReadChain.digest(head));
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
            } else if (head.sequence() > 0 && !chain.hashOf(head.sequence()).equals(Optional.of(head.hash()))) {
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
        return earlier.chain.end() == 0
                || chain.hashOf(earlier.chain.end()).equals(Optional.of(earlier.chain.endHash()));
    }

    /** The entries that it has. */
    ReadChain chain() {
        return chain;
    }

    /** Heads of other ledgers that this ledger's owner keeps. */
    List<LedgerHead> kept() {
        return List.copyOf(kept);
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
        return heads.stream().mapToLong(LedgerHead::sequence).max().orElse(0);
    }

    /** What is wrong with it, a sentence each. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }
}

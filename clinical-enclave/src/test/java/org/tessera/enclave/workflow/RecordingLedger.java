package org.tessera.enclave.workflow;

import java.util.ArrayList;
import java.util.List;
import org.tessera.messaging.Ledger;

/** A ledger that remembers. */
public final class RecordingLedger implements Ledger {
    private final List<Entry> transitions = new ArrayList<>();
    private final List<Entry> denials = new ArrayList<>();

    @Override
    public void transition(Entry entry) {
        transitions.add(entry);
    }

    @Override
    public void denial(Entry entry) {
        denials.add(entry);
    }

    /** Actions of transitions, in order. */
    public List<String> transitions() {
        return transitions.stream().map(Entry::action).toList();
    }

    /** Actions of denials, in order. */
    public List<String> denials() {
        return denials.stream().map(Entry::action).toList();
    }

    /** The transitions themselves. */
    public List<Entry> entries() {
        return List.copyOf(transitions);
    }

    /** The denials themselves. */
    public List<Entry> deniedEntries() {
        return List.copyOf(denials);
    }

    /** Forgets what was recorded. */
    public void clear() {
        transitions.clear();
        denials.clear();
    }
}

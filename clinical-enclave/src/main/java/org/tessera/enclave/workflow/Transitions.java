package org.tessera.enclave.workflow;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A transition table: which moves are lawful from which state, and for whom. The diagram in the documents is drawn from it. */
public final class Transitions<S extends Enum<S>, M extends Enum<M>, A extends Enum<A>> {
    private final List<Transition<S, M, A>> rows;

    /** A table of these rows. */
    public Transitions(List<Transition<S, M, A>> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The rows, in the order they were written. */
    public List<Transition<S, M, A>> rows() {
        return rows;
    }

    /**
     * The state a move leads to. The person is looked at first: whoever may never make the move learns nothing about
     * the state. Throws {@link NotPermitted}, then {@link IllegalMove}.
     *
     * @param grant as whom the person may act on this object
     */
    public S target(S from, M move, Grant<A> grant) {
        permit(move, grant);
        return rows.stream()
                .filter(row -> row.from() == from
                        && row.move() == move
                        && grant.actors().contains(row.by()))
                .findFirst()
                .map(Transition::to)
                .orElseThrow(() -> new IllegalMove(from.name(), move.name(), possible(from)));
    }

    /** Looks at the person alone: throws {@link NotPermitted} when she may make the move in no state at all. */
    public void permit(M move, Grant<A> grant) {
        if (rows.stream().noneMatch(row -> row.move() == move && grant.actors().contains(row.by()))) {
            throw new NotPermitted(grant.reason());
        }
    }

    /** States that can follow, in alphabetical order; empty for a final state. */
    public Set<String> possible(S from) {
        return rows.stream()
                .filter(row -> row.from() == from)
                .map(row -> row.to().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The table as a Mermaid state diagram; a function of the rows alone. */
    public String diagram() {
        var text = new StringBuilder("stateDiagram-v2\n");
        text.append("    [*] --> ").append(rows.getFirst().from()).append('\n');
        for (var row : rows) {
            text.append("    %s --> %s: %s by %s%n"
                    .formatted(row.from(), row.to(), words(row.move()), words(row.by()))
                    .replace("\r\n", "\n"));
        }
        rows.stream()
                .map(Transition::to)
                .filter(state -> possible(state).isEmpty())
                .distinct()
                .forEach(state -> text.append("    ").append(state).append(" --> [*]\n"));
        return text.toString();
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

package org.tessera.contracttests;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The operations of the contract, each a test of its own. */
final class Operations {
    private Operations() {}

    /** A test for each of them that is meant. */
    static Stream<DynamicTest> each(Predicate<Reference.Operation> which, Consumer<Reference.Operation> test) {
        return Reference.of(Target.service()).operations().stream()
                .filter(which)
                .map(operation -> dynamicTest(operation.toString(), () -> test.accept(operation)));
    }

    /** Whether it is a list that is read page by page, and not one of something that must exist. */
    static boolean isPaged(Reference.Operation operation) {
        return operation.method().equals("GET")
                && !operation.namesSomething()
                && operation.queries().containsAll(List.of("after", "limit"));
    }

    /** A token of each role that may call it, as far as there are accounts; one empty place where everybody may. */
    static List<Optional<String>> tokens(Reference.Operation operation) {
        if (operation.roles().isEmpty()) {
            return List.of(Optional.empty());
        }
        return operation.roles().stream()
                .map(Target::token)
                .filter(Optional::isPresent)
                .toList();
    }

    /** One of them; empty when everybody may, or nobody who may has an account. */
    static Optional<String> anyToken(Reference.Operation operation) {
        return tokens(operation).stream().flatMap(Optional::stream).findFirst();
    }
}

package org.tessera.enclave.approval;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tessera.enclave.protocol.InvalidProtocol;
import org.tessera.enclave.protocol.Protocols;

/** What an application must say before the committee sees it (N3C's data use agreement); each rule names every mistake it finds. */
final class ApplicationRules {
    /** The data level that every workspace has. */
    static final String DATA_LEVEL = "LIMITED";

    private static final Pattern DUO = Pattern.compile("DUO:\\d{7}");
    /** What Keycloak takes as a user name, none of which leaves the path of its API; a subject is of the same letters. */
    private static final Pattern ACCOUNT = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._@+-]{0,254}");

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_COLLABORATORS = 100;

    private static final List<Rule> RULES = List.of(
            ApplicationRules::texts,
            ApplicationRules::dataLevel,
            ApplicationRules::linkage,
            ApplicationRules::collaborators,
            ApplicationRules::attestations,
            ApplicationRules::duo,
            ApplicationRules::protocol);

    private ApplicationRules() {}

    /** One rule: the mistakes it finds, each a sentence. */
    @FunctionalInterface
    private interface Rule {
        List<String> mistakes(Application application, LocalDate today);
    }

    /** Every mistake of every rule; empty when the application may be submitted. */
    static List<String> mistakes(Application application, LocalDate today) {
        return RULES.stream()
                .flatMap(rule -> rule.mistakes(application, today).stream())
                .toList();
    }

    private static List<String> texts(Application application, LocalDate today) {
        return Stream.of(
                        text("title", application.title(), LONGEST_TITLE),
                        text("abstract", application.summary(), LONGEST_TEXT),
                        text("rationale", application.rationale(), LONGEST_TEXT))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> text(String name, String value, int longest) {
        if (value.isBlank()) {
            return List.of("The %s is missing.".formatted(name));
        }
        return value.length() > longest
                ? List.of("The %s is longer than %d characters.".formatted(name, longest))
                : List.of();
    }

    private static List<String> dataLevel(Application application, LocalDate today) {
        return DATA_LEVEL.equals(application.dataLevel())
                ? List.of()
                : List.of("The data level must be LIMITED: a workspace shows true dates.");
    }

    private static List<String> linkage(Application application, LocalDate today) {
        if (application.linkage().exact()
                || (keepsTheOld(application) && !application.linkage().fuzzy())) {
            return List.of();
        }
        return List.of("Exact linkage must be asked for: a workspace works with linked records only, and fuzzy linkage"
                + " adds to it.");
    }

    private static List<String> collaborators(Application application, LocalDate today) {
        var mistakes = new ArrayList<String>();
        var names = application.collaborators();
        if (names.stream().anyMatch(String::isBlank)) {
            mistakes.add("A collaborator has no name.");
        }
        if (names.stream()
                .anyMatch(name -> !name.isBlank() && !ACCOUNT.matcher(name).matches())) {
            mistakes.add("A collaborator's name is none that an account has: at most 255 letters, digits and . _ @ + -,"
                    + " the first a letter, a digit or _.");
        }
        if (names.size() > MOST_COLLABORATORS) {
            mistakes.add("There are more than %d collaborators.".formatted(MOST_COLLABORATORS));
        }
        if (names.isEmpty() && application.type() == Application.Type.COLLABORATOR) {
            mistakes.add("A COLLABORATOR request names at least one collaborator.");
        }
        return mistakes;
    }

    private static List<String> attestations(Application application, LocalDate today) {
        var attested = application.attestations();
        var mistakes = new ArrayList<String>();
        if (!attested.institutionAgreement()) {
            mistakes.add("The agreement of the institution is not attested.");
        }
        if (!attested.codeOfConduct()) {
            mistakes.add("The code of conduct is not attested.");
        }
        mistakes.addAll(training(application, today));
        return mistakes;
    }

    /** The mistakes of the training alone, which passes with time: it is looked at again when the request is approved. */
    static List<String> training(Application application, LocalDate today) {
        var training = application.attestations().trainingCompletedOn();
        if (training == null) {
            return List.of("The date of the training is missing.");
        }
        if (training.isAfter(today)) {
            return List.of("The training lies in the future.");
        }
        return training.isBefore(today.minusYears(1)) ? List.of("The training is older than a year.") : List.of();
    }

    private static List<String> duo(Application application, LocalDate today) {
        return application.duo().stream()
                .filter(code -> !DUO.matcher(code).matches())
                .map(code -> "A DUO code must look like DUO:0000007.")
                .distinct()
                .toList();
    }

    private static List<String> protocol(Application application, LocalDate today) {
        if (application.protocol().isBlank()) {
            return keepsTheOld(application) ? List.of() : List.of("The study protocol is missing.");
        }
        try {
            var read = Protocols.parse(application.protocol());
            return read.name().isBlank() ? List.of("The study protocol has no name.") : List.of();
        } catch (InvalidProtocol invalid) {
            return invalid.mistakes().stream()
                    .map(mistake -> "Protocol: " + mistake)
                    .toList();
        }
    }

    /** Protocol and linkage of the project stay as they were approved. */
    private static boolean keepsTheOld(Application application) {
        return application.type() == Application.Type.COLLABORATOR || application.type() == Application.Type.RENEWAL;
    }
}

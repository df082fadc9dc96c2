package org.tessera.partner.bundle;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises what must not leave: columns whose name says that they hold a person's identity, and cells that look like it. */
final class Identifying {
    private static final Set<String> WORDS = Set.of(
            "name",
            "first",
            "last",
            "middle",
            "surname",
            "firstname",
            "lastname",
            "patient_name",
            "birth",
            "birthdate",
            "dob",
            "ssn",
            "mrn",
            "address",
            "street",
            "city",
            "phone",
            "telephone",
            "fax",
            "email",
            "mail",
            "accession",
            "account",
            "insurance",
            "license",
            "passport",
            "url",
            "ip",
            "date",
            "datetime");
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)(?!000|666|9\\d\\d)\\d{3}-\\d{2}-\\d{4}(?!\\d)");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[A-Za-z]{2,}");
    private static final Pattern PHONE = Pattern.compile("(?<!\\d)\\(?\\d{3}\\)?[ -]\\d{3}-\\d{4}(?!\\d)");
    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)(?:(?:19|20)\\d{2}-\\d{2}-\\d{2}|\\d{1,2}/\\d{1,2}/(?:19|20)\\d{2})(?!\\d)");
    private static final Set<String> HARMLESS = Set.of(
            "condition_name",
            "procedure_name",
            "medication_name",
            "observation_name",
            "file_name",
            "test_name",
            "loinc_long_common_name",
            "manufacturer_model_name",
            "sequence_name",
            "transducer_type",
            "storage_urls");

    private Identifying() {}

    /** Whether a column of this name looks like a person's identity or a true date. */
    static boolean column(String name) {
        if (HARMLESS.contains(name)) {
            return false;
        }
        for (String word : name.split("[_. ]")) {
            if (WORDS.contains(word)) {
                return true;
            }
        }
        return WORDS.contains(name);
    }

    /** What a cell of a de-identified case looks like, if it is something that must not leave. */
    static Optional<String> inCase(String cell) {
        if (DATE.matcher(cell).find()) {
            return Optional.of("a date");
        }
        return inRecord(cell);
    }

    /** What a cell of a clinical record, which may hold dates, looks like. */
    static Optional<String> inRecord(String cell) {
        if (NUMBER.matcher(cell).find()) {
            return Optional.of("a social security number");
        }
        if (MAIL.matcher(cell).find()) {
            return Optional.of("a mail address");
        }
        return PHONE.matcher(cell).find() ? Optional.of("a telephone number") : Optional.empty();
    }
}

package org.tessera.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** References are checked character by character: exactly as the regular expressions of their schemas say. */
class ReferencesTest {
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final Pattern ENCLAVE = Pattern.compile("[0-9a-f]{64}");

    @Property
    void a_subject_is_taken_when_its_schema_takes_it(@ForAll("nearSubjects") String text) {
        assertThat(isTaken(CommonsSubjectId::new, text))
                .isEqualTo(SUBJECT.matcher(text).matches());
    }

    @Property
    void an_enclave_reference_is_taken_when_its_schema_takes_it(@ForAll("nearReferences") String text) {
        assertThat(isTaken(EnclaveRef::new, text))
                .isEqualTo(ENCLAVE.matcher(text).matches());
    }

    @Provide
    Arbitrary<String> nearSubjects() {
        Arbitrary<String> good = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .numeric()
                .withChars("._:-")
                .ofMaxLength(66);
        return Arbitraries.oneOf(good, oneForeign(good));
    }

    @Provide
    Arbitrary<String> nearReferences() {
        Arbitrary<String> good = Arbitraries.strings()
                .numeric()
                .withCharRange('a', 'f')
                .ofMinLength(63)
                .ofMaxLength(65);
        return Arbitraries.oneOf(good, oneForeign(good));
    }

    /** One of any characters there are, somewhere. */
    private static Arbitrary<String> oneForeign(Arbitrary<String> good) {
        return good.flatMap(text -> Arbitraries.integers()
                .between(0, Math.max(0, text.length() - 1))
                .flatMap(at -> Arbitraries.oneOf(
                                Arbitraries.chars().all(),
                                Arbitraries.of('/', ':', '@', 'G', 'g', '[', '`', '{', '\u0660'))
                        .map(foreign ->
                                text.substring(0, at) + foreign + text.substring(Math.min(text.length(), at + 1)))));
    }

    private static boolean isTaken(Function<String, Object> type, String text) {
        try {
            return type.apply(text).toString() != null;
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).startsWith("not a");
            return false;
        }
    }
}

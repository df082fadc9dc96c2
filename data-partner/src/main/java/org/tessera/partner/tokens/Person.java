package org.tessera.partner.tokens;

/**
 * What a register says of a person, as it stands there; unknown is empty. It never leaves the hospital: its text hides
 * itself.
 *
 * @param first given name or names
 * @param last family name
 * @param birthDate a date in one of the formats of {@link Attributes#birthDate}
 * @param sex "M", "F", "Male", "Female"
 * @param ssn social security number
 * @param zip ZIP or Canadian postal code
 */
public record Person(String first, String last, String birthDate, String sex, String ssn, String zip) {
    @Override
    public String toString() {
        return "Person[hidden]";
    }
}

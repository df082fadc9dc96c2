package org.tessera.partner;

import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Manifest;
import org.tessera.partner.table.Refusal;

/** Names that no domain would take: the broker hears of one in a message that it must put aside, and tells nobody here. */
final class Names {
    private Names() {}

    /**
     * The name of a release or an epoch; both have the shape of {@link Manifest#RELEASE}.
     *
     * @param option where it was given, "--release"
     */
    static String required(String option, @Nullable String name) throws Refusal {
        if (name == null || !Manifest.RELEASE.matcher(name).matches()) {
            throw new Refusal(
                    option + " is 1 to 32 letters, digits, dots, dashes and underscores, a letter or digit first.");
        }
        return name;
    }
}

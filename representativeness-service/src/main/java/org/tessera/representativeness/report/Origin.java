package org.tessera.representativeness.report;

import java.util.Arrays;

/** The domain a profile came from; its reports go back there and nowhere else. */
public enum Origin {
    COMMONS("commons.cohort-profiles.v1", "representativeness.commons-reports.v1"),
    ENCLAVE("enclave.cohort-profiles.v1", "representativeness.enclave-reports.v1");

    private final String profiles;
    private final String answers;

    Origin(String profiles, String answers) {
        this.profiles = profiles;
        this.answers = answers;
    }

    /** The channel its profiles come on. */
    public String profiles() {
        return profiles;
    }

    /** The channel its reports go out on. */
    public String answers() {
        return answers;
    }

    /** The origin whose profiles come on a channel. */
    public static Origin ofChannel(String channel) {
        return Arrays.stream(values())
                .filter(origin -> origin.profiles.equals(channel))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no profiles come on " + channel));
    }
}

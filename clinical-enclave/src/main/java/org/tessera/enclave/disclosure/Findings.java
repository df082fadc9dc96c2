package org.tessera.enclave.disclosure;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the automatic check found in a request.
 *
 * @param verdict the worst of its findings
 * @param findings each with its resource, rule and a sentence for a person
 */
public record Findings(Verdict verdict, List<Finding> findings) {
    /** Copies. */
    public Findings {
        findings = List.copyOf(findings);
    }

    /** With the worst verdict of the findings; ACCEPT when there are none. */
    public static Findings of(List<Finding> findings) {
        Verdict worst = Verdict.ACCEPT;
        for (Finding finding : findings) {
            worst = finding.verdict().compareTo(worst) > 0 ? finding.verdict() : worst;
        }
        return new Findings(worst, findings);
    }

    /** From best to worst. */
    @Schema(name = "FindingVerdict")
    public enum Verdict {
        /** Nothing found; two reviewers still look. */
        ACCEPT,
        /** A reviewer has to weigh it. */
        REVIEW,
        /** Cannot leave like this. */
        REJECT
    }

    /**
     * One finding.
     *
     * @param resource name of the resource
     * @param rule stable name of the rule, "small-count"
     * @param verdict what the rule says
     * @param sentence for a person; no number of a hidden cell in it
     */
    public record Finding(String resource, String rule, Verdict verdict, String sentence) {}
}

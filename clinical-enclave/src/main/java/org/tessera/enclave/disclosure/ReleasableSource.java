package org.tessera.enclave.disclosure;

import java.util.Map;
import org.tessera.enclave.approval.Project;

/** Makes one kind of resource that a researcher may ask to take out. CDI beans; found by their kind. */
public interface ReleasableSource {
    /** Stable name: "funnel", "characteristics", "model-results", "subgroup-performance", "roc", "cohort-profile", "matched-identifiers". */
    String kind();

    /**
     * Makes the resource as it is now and freezes it.
     *
     * @param project the workspace
     * @param parameters parameters of the kind
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when what it is made of is not there yet, 422 for a wrong
     *     parameter
     */
    FrozenResource freeze(Project project, Map<String, String> parameters);
}

package org.tessera.enclave.alignment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.match.Aliases;
import org.tessera.enclave.match.SubjectAlias;

/** One key per person and project, the same in alignment, models and disclosure check. */
@ApplicationScoped
public class PersonKeys {
    private final Aliases aliases;

    PersonKeys(Aliases aliases) {
        this.aliases = aliases;
    }

    /** The key of a person with these cases: the least of their aliases. */
    public PersonKey of(ProjectId project, Collection<CommonsSubjectId> subjects) {
        return PersonKey.of(subjects.stream()
                .map(subject -> aliases.subject(project, subject))
                .map(SubjectAlias::value)
                .toList());
    }
}

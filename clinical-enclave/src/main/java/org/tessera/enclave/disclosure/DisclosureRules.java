package org.tessera.enclave.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.disclosure.Findings.Verdict;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/**
 * All the rules: each resource by itself, then all of them together and against what left before. A sentence about what left
 * before tells which it was, or of how many: whoever weighed it beside fewer has weighed another one.
 */
@ApplicationScoped
public class DisclosureRules implements DisclosureCheck {
    @Override
    public Findings check(List<FrozenResource> requested, List<ReleasedCells> history) {
        List<Finding> findings = new ArrayList<>();
        List<ReleasedSet> before = new ArrayList<>();
        history.forEach(each -> before.addAll(each.sets()));
        List<ReleasedCells> earlier = new ArrayList<>(history);
        for (FrozenResource resource : requested) {
            byItself(resource.name(), resource.content(), findings);
            ReleasedCells mine = ReleasedCells.of(resource);
            within(mine, findings);
            for (ReleasedCells other : earlier) {
                against(mine, other, findings);
            }
            earlier.add(mine);
        }
        lists(requested, history, findings);
        together(requested, before, history.size(), findings);
        hiddenTogether(requested, before, history.size(), findings);
        return Findings.of(findings.stream().distinct().toList());
    }

    private static void byItself(String name, Disclosable content, List<Finding> findings) {
        switch (content) {
            case Disclosable.CountTable table -> table(name, table, findings);
            case Disclosable.Profile profile -> table(name, profile.counts(), findings);
            case Disclosable.Several several -> several.parts().forEach(part -> byItself(name, part, findings));
            case Disclosable.ModelResult model -> ModelRules.model(name, model, findings);
            case Disclosable.Subgroups subgroups -> SubgroupRules.subgroups(name, subgroups, findings);
            case Disclosable.RocCurve roc -> ModelRules.roc(name, roc, findings);
            case Disclosable.Summaries summaries -> ModelRules.summaries(name, summaries, findings);
            case Disclosable.IdentifierList list -> ModelRules.identifiers(name, list, findings);
        }
    }

    private static void table(String name, Disclosable.CountTable table, List<Finding> findings) {
        for (TableAudit.Remark remark : TableAudit.of(table)) {
            findings.add(new Finding(name, remark.rule(), remark.verdict(), remark.sentence()));
        }
    }

    private static void within(ReleasedCells mine, List<Finding> findings) {
        Set<String> sentences = new LinkedHashSet<>();
        for (int i = 0; i < mine.sets().size(); i++) {
            sentences.addAll(Differencing.between(
                    List.of(mine.sets().get(i)),
                    mine.sets().subList(i + 1, mine.sets().size())));
        }
        sentences.forEach(each -> findings.add(new Finding(mine.resource(), "difference", Verdict.REJECT, each)));
    }

    private static void against(ReleasedCells mine, ReleasedCells other, List<Finding> findings) {
        for (String sentence : Differencing.between(mine.sets(), other.sets())) {
            findings.add(new Finding(
                    mine.resource(), "difference", Verdict.REJECT, sentence + " (with " + other.resource() + ")"));
        }
        for (String sentence : RenamedResults.between(mine.sets(), other.sets())) {
            findings.add(new Finding(
                    mine.resource(), "nearly-same", Verdict.REVIEW, sentence + " (with " + other.resource() + ")"));
        }
    }

    /** Two different lists from one project tell patients apart, however large they are. */
    private static void lists(List<FrozenResource> requested, List<ReleasedCells> history, List<Finding> findings) {
        List<Set<PersonKey>> lists = new ArrayList<>();
        history.forEach(each -> each.sets().stream()
                .filter(set -> set.label().equals(PersonSets.IDENTIFIERS))
                .forEach(set -> lists.add(set.persons())));
        for (FrozenResource resource : requested) {
            if (!(resource.content() instanceof Disclosable.IdentifierList list)) {
                continue;
            }
            long others =
                    lists.stream().filter(each -> !each.equals(list.persons())).count();
            if (others > 0) {
                findings.add(new Finding(
                        resource.name(),
                        "second-list",
                        Verdict.REVIEW,
                        "Other lists of this project that differ from this one: " + others
                                + ". Being on one and not on the other labels patients of an open commons."));
            }
            lists.add(list.persons());
        }
    }

    private static void together(
            List<FrozenResource> requested, List<ReleasedSet> before, int left, List<Finding> findings) {
        List<ReleasedSet> all = new ArrayList<>(before);
        for (FrozenResource resource : requested) {
            all.addAll(ReleasedCells.of(resource).sets());
            String name = resource.name();
            switch (LinearCombinations.of(all)) {
                case LinearCombinations.Answer.Safe() -> {}
                case LinearCombinations.Answer.Revealed revealed ->
                    findings.add(new Finding(
                            name,
                            "combination",
                            Verdict.REJECT,
                            "Sums and differences with other counts, here or released before, give a group of fewer than "
                                    + TableAudit.FLOOR + " persons away."));
                case LinearCombinations.Answer.Undecided() ->
                    findings.add(new Finding(
                            name,
                            "combination-undecided",
                            Verdict.REVIEW,
                            "There are too many combinations, here and with the " + left
                                    + " resource(s) that left before, to look at all of them."));
            }
        }
    }

    /** Small counts that a resource and what is beside it give away, and neither did before. */
    private static void hiddenTogether(
            List<FrozenResource> requested, List<ReleasedSet> before, int left, List<Finding> findings) {
        List<ReleasedSet> all = new ArrayList<>(before);
        Set<HiddenTogether.Narrowed> known = new LinkedHashSet<>(narrowed(all));
        for (FrozenResource resource : requested) {
            List<ReleasedSet> mine = ReleasedCells.of(resource).sets();
            all.addAll(mine);
            known.addAll(narrowed(mine));
            for (HiddenTogether.Narrowed each : narrowed(all)) {
                // Bounds that contradict one another are of nobody, and say nothing of any later table either.
                if (each.persons().isEmpty() || known.add(each)) {
                    findings.add(finding(resource.name(), each, left));
                }
            }
        }
    }

    private static Finding finding(String name, HiddenTogether.Narrowed narrowed, int left) {
        String together = ", from several tables together, here or of the " + left + " resource(s) that left before.";
        return switch (narrowed.left()) {
            case ONE ->
                new Finding(
                        name,
                        "recoverable-together",
                        Verdict.REJECT,
                        narrowed.label() + " can be worked out, exactly" + together);
            case FEW ->
                new Finding(
                        name,
                        "narrow-together",
                        Verdict.REVIEW,
                        narrowed.label() + " can be worked out, to few values" + together);
            case UNDECIDED ->
                new Finding(
                        name,
                        "undecided-together",
                        Verdict.REVIEW,
                        narrowed.label() + " was too hard to decide" + together);
        };
    }

    private static List<HiddenTogether.Narrowed> narrowed(List<ReleasedSet> sets) {
        return new HiddenTogether(sets).narrowed(sets);
    }
}

package org.tessera.endtoend.population;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tessera.endtoend.population.Roster.Copy;
import org.tessera.endtoend.population.Roster.Member;

/**
 * Writes a data set. The same seed and spec give the same bytes. Rows are streamed; what stays in memory is a few dozen
 * bytes per person.
 */
public final class Population {
    private static final String REGISTER = " first middle last birth_date sex ssn address city state zip";

    private final Roster roster;
    private final Identities identities;

    private Population(long seed, PopulationSpec spec) {
        this.roster = new Roster(seed, spec);
        this.identities = new Identities(roster);
    }

    /**
     * What was written.
     *
     * @param cases imaging cases
     * @param records clinical records
     * @param images radiographs
     * @param linked persons the broker must find on both sides
     */
    public record Written(long cases, long records, long images, int linked) {}

    /** Writes the data set below the folder, which is created; existing files of the same names are replaced. */
    public static Written write(long seed, PopulationSpec spec, Path folder) throws IOException {
        Population population = new Population(seed, spec);
        Files.createDirectories(folder);
        population.writeTruth(folder);
        population.writeRegisters(folder.resolve("pii"));
        return population.writeDomains(folder);
    }

    private Written writeDomains(Path folder) throws IOException {
        boolean broken = roster.spec().mess().brokenRows();
        try (ImagingFiles imaging = new ImagingFiles(folder.resolve("imaging"), roster);
                ClinicalFiles clinical = new ClinicalFiles(folder.resolve("omop"), roster)) {
            for (Copy copy : roster.cases()) {
                imaging.write(copy);
            }
            List<Copy> records = roster.records();
            for (Copy copy : records) {
                clinical.write(copy);
            }
            if (broken) {
                imaging.writeBroken();
                clinical.writeBroken(roster.recordId(
                        records.getFirst().member(), records.getFirst().number()));
            }
            return new Written(
                    imaging.caseRows(),
                    clinical.personRows(),
                    imaging.images(),
                    roster.spec().linked());
        }
    }

    private void writeRegisters(Path folder) throws IOException {
        PopulationSpec.Mess mess = roster.spec().mess();
        try (TableFile register =
                TableFile.create(folder.resolve("imaging_site_pii.csv"), "midrc_id" + REGISTER, mess)) {
            for (Copy copy : roster.cases()) {
                register.write(line(
                        roster.caseId(copy.member(), copy.number()), identities.ofCase(copy.member(), copy.number())));
            }
        }
        try (TableFile register =
                TableFile.create(folder.resolve("clinical_site_pii.csv"), "person_id" + REGISTER, mess)) {
            int swapped = 0;
            for (Copy copy : roster.records()) {
                Member member = copy.member();
                Identity identity = identities.ofRecord(member, copy.number());
                if (mess.brokenRows()
                        && member.story() == Story.CLINICAL_ONLY
                        && member.birthDate().getDayOfMonth() > 12
                        && swapped++ < 3) {
                    identity = identity.withBirthDate(impossible(identity.birthDate()));
                }
                register.write(line(String.valueOf(roster.recordId(member, copy.number())), identity));
            }
        }
    }

    /** Day and month swapped where that is no date. */
    private static String impossible(String date) {
        return date.substring(0, 5) + date.substring(8) + "-" + date.substring(5, 7);
    }

    private static List<String> line(String id, Identity person) {
        return List.of(
                id,
                person.first(),
                person.middle(),
                person.last(),
                person.birthDate(),
                person.sex(),
                person.ssn(),
                person.address(),
                person.city(),
                person.state(),
                person.zip());
    }

    /** truth.csv says who is who; plan.csv says what the journey must find. No domain ever reads either. */
    private void writeTruth(Path folder) throws IOException {
        Illness illness = new Illness(roster);
        try (TableFile truth =
                        TableFile.create(folder.resolve("truth.csv"), "midrc_id person_id", PopulationSpec.Mess.NONE);
                TableFile plan = TableFile.create(
                        folder.resolve("plan.csv"), "midrc_id linkage verdict severe", PopulationSpec.Mess.NONE)) {
            for (Copy copy : roster.cases()) {
                Member member = copy.member();
                String caseId = roster.caseId(member, copy.number());
                List<String> records = recordsOf(member);
                for (String entry : records.isEmpty() ? List.of("") : records) {
                    truth.write(List.of(caseId, entry));
                }
                boolean severe = member.story() == Story.SUBCOHORT_1
                        && illness.outcome(member).severe();
                plan.write(
                        List.of(caseId, linkage(member.story()), member.story().verdict(), severe ? "1" : "0"));
            }
        }
    }

    private List<String> recordsOf(Member member) {
        List<String> records = new ArrayList<>();
        if (member.story().clinical()) {
            records.add(String.valueOf(roster.recordId(member, 0)));
            if (roster.hasSecondRecord(member)) {
                records.add(String.valueOf(roster.recordId(member, 1)));
            }
        }
        return records;
    }

    private static String linkage(Story story) {
        if (story.linked()) {
            return "UNIQUE";
        }
        return switch (story) {
            case RENAMED -> "AMBIGUOUS";
            case CONFLICTING -> "CONFLICT";
            default -> "NONE";
        };
    }
}

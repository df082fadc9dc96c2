package org.tessera.enclave.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Study protocols are read, or refused with all their mistakes. */
final class ProtocolsTest {
    @Test
    void the_first_study_is_shipped_and_valid() {
        Protocol protocol = Protocols.parse(Protocols.bundled(Protocols.COVID_SEVERITY));

        assertThat(protocol.name()).isEqualTo("covid-severity");
        assertThat(protocol.imaging().window()).isEqualTo(new Window(0, 7));
        assertThat(protocol.imaging().view()).isEqualTo("AP");
        assertThat(protocol.imaging().countBy()).isEqualTo(Imaging.CountImagingBy.STUDY_DAY);
        assertThat(protocol.outcomePhenotype().window()).isEqualTo(Phenotype.When.LINKED_HOSPITALISATION);
        assertThat(protocol.phenotype("severe-ever")).isPresent();
        assertThat(protocol.phenotype("icu-or-intubation-24h")).isPresent();
        assertThat(protocol.models()).hasSize(3);
        assertThat(protocol.history()).singleElement().satisfies(smoking -> {
            assertThat(smoking.has().ids()).contains(4298794L);
            assertThat(smoking.hasNot().orElseThrow().ids()).contains(4144272L);
        });
        var pressure =
                (Covariate.LowestOnStudyDay) protocol.covariate("low_map").orElseThrow();
        assertThat(pressure.of().ids()).containsExactlyInAnyOrder(3027598L, 4108290L, 36303772L);
        assertThat(protocol.inpatientVisits().ids()).contains(9201L, 262L, 8717L);
        assertThat(protocol.imaging().procedure().codes()).contains(new ConceptSet.Code("CPT4", "71045"));
        assertThat(protocol.digest()).startsWith("sha256:");
    }

    @Test
    void its_index_is_seventeen_conditions_whose_severe_forms_replace_the_mild() {
        var protocol = Protocols.parse(Protocols.bundled(Protocols.COVID_SEVERITY));
        var cci = (Covariate.WeightedConditions) protocol.covariate("cci3").orElseThrow();
        assertThat(cci.conditions()).hasSize(17);
        assertThat(cci.conditions().stream()
                        .mapToInt(Covariate.Condition::weight)
                        .sum())
                .isEqualTo(10 * 1 + 4 * 2 + 3 + 2 * 6);
        assertThat(cci.conditions().stream().filter(each -> !each.replaces().isEmpty()))
                .hasSize(3);
        assertThat(cci.conditions())
                .allSatisfy(each -> assertThat(each.concepts().ids()).isNotEmpty());
    }

    @Test
    void every_mistake_is_listed_at_once() {
        String yaml = Protocols.bundled(Protocols.COVID_SEVERITY)
                        .replace("version: 1.2.0", "version: newest")
                        .replace("minDays: 0", "minDays: 9")
                        .replace("countImagingBy: STUDY_DAY", "countImagingBy: HOUR")
                        .replace("outcome: severe-in-hospitalisation", "outcome: unheard-of")
                        .replace("procedure: chest-radiograph", "procedure: palm-reading")
                + "surprise: 1\n";
        var refused = catchThrowableOfType(InvalidProtocol.class, () -> Protocols.parse(yaml));
        assertThat(refused.mistakes())
                .hasSize(6)
                .anyMatch(each -> each.contains("protocol.version"))
                .anyMatch(each -> each.contains("surprise"))
                .anyMatch(each -> each.contains("minDays is greater"))
                .anyMatch(each -> each.contains("countImagingBy"))
                .anyMatch(each -> each.contains("outcome names"))
                .anyMatch(each -> each.contains("imaging.procedure"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: imaging,             | name: imaging + clinical,      | models[0].name
            name: imaging,             | name: a/b,                     | models[0].name
            severe-in-hospitalisation  | severe (in hospital)           | protocol.outcome
            name: positive COVID-19    | name: "positive\\0" #          | indexEvent.name
            title: Severe COVID-19     | title: "Severe\\0" #           | title
            resultText: [positive,     | resultText: ["positive\\0",    | indexEvent.resultText[0]
            view: AP                   | view: "A\\x7F"                 | imaging.view
            modality: [CR,             | modality: ["CR\\0",            | imaging.modality[0]
            text: [hospice]            | text: ["\\0"]                  | phenotypes[0].criteria[3].text[0]
            hiv: {                     | "hiv\\0": {                    | conceptSets.hiv?
            minDays: 0, maxDays: 7     | minDays: -9, maxDays: 2147483640 | imaging.window
            unit: 0.1                  | unit: 100                      | covariates[0].unit
            unit: 0.1                  | unit: 1.0e-9                   | covariates[0].unit
            below: 70                  | below: 1.0e400                 | covariates[2].below
            cci3                       | sex                            | covariates[1].name
            cci3                       | outcome                        | covariates[1].name
            name: smoking              | name: sex                      | history[0].name
            name: smoking              | name: cci3                     | history[0].name
            name: smoking              | name: severe-ever              | history[0].name
            has: smoker                | has: sailor                    | history[0].has
            name: severe-ever          | name: outcome                  | phenotypes of all time[0].name
            name: severe-ever          | name: "=1+1"                   | phenotypes of all time[0].name
            hasNot: non-smoker         | hasnot: non-smoker             | history[0].hasnot
            hasNot: non-smoker         | hasNot: smoker                 | history[0].hasNot
            concepts: millimetre-of    | concepts: pounds-of            | covariates[2].unit.concepts
            text: [mmHg                | texts: [mmHg                   | covariates[2].unit.texts
            """)
    void what_could_not_be_analysed_or_released_is_refused_at_its_place(String fine, String bad, String place) {
        String yaml = Protocols.bundled(Protocols.COVID_SEVERITY);
        assertThat(yaml).contains(fine);
        var refused = catchThrowableOfType(InvalidProtocol.class, () -> Protocols.parse(yaml.replace(fine, bad)));
        assertThat(refused.mistakes()).anyMatch(each -> each.contains(place));
        assertThat(refused.mistakes()).noneMatch(each -> each.chars().anyMatch(Character::isISOControl));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: imaging,             | name: imaging + clinical,
            severe-in-hospitalisation  | severe (in hospital)
            title: Severe COVID-19     | title: "Severe\\0" #
            minDays: 0, maxDays: 7     | minDays: -9, maxDays: 2147483640
            unit: 0.1                  | unit: 100
            below: 70                  | below: 1.0e400
            cci3                       | sex
            """)
    void what_was_approved_before_its_rule_came_can_still_be_read(String fine, String bad) {
        String yaml = Protocols.bundled(Protocols.COVID_SEVERITY).replace(fine, bad);
        assertThat(catchThrowableOfType(InvalidProtocol.class, () -> Protocols.parse(yaml)))
                .isNotNull();
        assertThat(Protocols.approved(yaml).models()).hasSize(3);
    }

    @Test
    void what_was_approved_before_there_was_a_history_has_none() {
        String yaml = Protocols.bundled(Protocols.COVID_SEVERITY).replaceAll("(?m)^history:\n(  .*\n)*", "");
        assertThat(Protocols.parse(yaml).history()).isEmpty();
        assertThat(Protocols.approved(yaml).history()).isEmpty();
    }

    @Test
    void what_cannot_be_read_as_a_protocol_cannot_be_read_though_it_was_approved() {
        String yaml = Protocols.bundled(Protocols.COVID_SEVERITY)
                .replace("procedure: chest-radiograph", "procedure: palm-reading")
                .replace("unit: 0.1", "unit: 100");
        assertThat(catchThrowableOfType(InvalidProtocol.class, () -> Protocols.approved(yaml))
                        .mistakes())
                .anyMatch(each -> each.contains("imaging.procedure"));
    }

    @Test
    void a_text_that_is_no_protocol_is_refused_without_repeating_it() {
        assertThat(catchThrowableOfType(InvalidProtocol.class, () -> Protocols.parse("Jane Doe"))
                        .mistakes())
                .singleElement()
                .asString()
                .doesNotContain("Jane");
        assertThat(catchThrowableOfType(InvalidProtocol.class, () -> Protocols.parse(""))
                        .mistakes())
                .isNotEmpty();
        assertThat(catchThrowableOfType(InvalidProtocol.class, () -> Protocols.parse("a: [1"))
                        .mistakes())
                .isNotEmpty();
        assertThat(catchThrowableOfType(InvalidProtocol.class, () -> Protocols.parse("name: x"))
                        .mistakes())
                .hasSizeGreaterThan(5);
    }
}

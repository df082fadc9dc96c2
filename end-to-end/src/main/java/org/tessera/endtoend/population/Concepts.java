package org.tessera.endtoend.population;

import java.util.List;

/**
 * OMOP concepts the population uses, typed in as facts. Sources: the Charlson, test, result, ventilation and ECMO
 * concept sets that the National Clinical Cohort Collaborative published (CS-Rural-Health, 2023; Charlson weights of
 * 1987); visits, sexes, races and smoking from OHDSI Athena.
 */
final class Concepts {
    /** One row of the vocabulary. */
    record Concept(int id, String name, String domain, String vocabulary, String code) {}

    /** A condition of Charlson's index with its weight of 1987. */
    record Comorbidity(Concept concept, int weight) {}

    static final Concept INPATIENT = visit(9201, "Inpatient Visit", "IP");
    static final Concept EMERGENCY_THEN_INPATIENT = visit(262, "Emergency Room and Inpatient Visit", "ERIP");
    static final Concept INPATIENT_HOSPITAL = visit(8717, "Inpatient Hospital", "21");
    static final Concept OUTPATIENT = visit(9202, "Outpatient Visit", "OP");
    static final Concept EMERGENCY = visit(9203, "Emergency Room Visit", "ER");
    static final Concept HOSPICE = visit(8546, "Hospice", "34");
    static final Concept HOME = visit(8536, "Home", "12");

    static final List<Concept> COVID_TESTS = List.of(
            measurement(
                    706163, "SARS-CoV-2 RNA [Presence] in Respiratory specimen by NAA with probe detection", "94500-6"),
            measurement(706170, "SARS-CoV-2 RNA [Presence] in Specimen by NAA with probe detection", "94309-2"),
            measurement(723477, "SARS-CoV-2 Ag [Presence] in Respiratory specimen by Rapid immunoassay", "94558-4"));
    static final List<Concept> POSITIVE = List.of(
            value(9191, "Positive", "SNOMED", "10828004"),
            value(4126681, "Detected", "SNOMED", "260373001"),
            value(45884084, "Positive", "LOINC", "LA6576-8"),
            value(45877985, "Detected", "LOINC", "LA11882-0"));
    static final List<Concept> NEGATIVE = List.of(
            value(9189, "Negative", "SNOMED", "260385009"),
            value(9190, "Not detected", "SNOMED", "260415000"),
            value(45878583, "Negative", "LOINC", "LA6577-6"));

    static final Concept MEAN_PRESSURE = measurement(3027598, "Mean blood pressure", "8478-0");
    static final Concept SYSTOLIC = measurement(3004249, "Systolic blood pressure", "8480-6");
    static final Concept DIASTOLIC = measurement(3012888, "Diastolic blood pressure", "8462-4");

    static final List<Concept> RADIOGRAPHS = List.of(
            procedure(4163872, "Plain chest X-ray", "SNOMED", "399208008"),
            procedure(2211361, "Radiologic examination, chest, 2 views, frontal and lateral", "CPT4", "71020"));
    static final List<Concept> VENTILATION = List.of(
            procedure(2788037, "Respiratory Ventilation, 24-96 Consecutive Hours", "ICD10PCS", "5A1945Z"),
            procedure(2788038, "Respiratory Ventilation, Greater than 96 Consecutive Hours", "ICD10PCS", "5A1955Z"),
            procedure(2106469, "Intubation, endotracheal, emergency procedure", "CPT4", "31500"),
            procedure(4202832, "Intubation", "SNOMED", "52765003"));
    static final Concept ECMO = procedure(4052536, "Extracorporeal membrane oxygenation", "SNOMED", "233573008");
    static final Concept COVID = condition(37311061, "COVID-19", "840539006");
    static final Concept SMOKER = observation(4298794, "Smoker", "77176002");
    static final Concept NEVER_SMOKED = observation(4144272, "Never smoked tobacco", "266919005");

    static final Comorbidity INFARCTION = comorbidity(312327, "Acute myocardial infarction", 1);
    static final Comorbidity HEART_FAILURE = comorbidity(4229440, "Chronic congestive heart failure", 1);
    static final Comorbidity VASCULAR = comorbidity(321052, "Peripheral vascular disease", 1);
    static final Comorbidity STROKE = comorbidity(443454, "Cerebral infarction", 1);
    static final Comorbidity DEMENTIA = comorbidity(4182210, "Dementia", 1);
    static final Comorbidity PULMONARY = comorbidity(255573, "Chronic obstructive lung disease", 1);
    static final Comorbidity RHEUMATIC = comorbidity(80809, "Rheumatoid arthritis", 1);
    static final Comorbidity ULCER = comorbidity(4027663, "Peptic ulcer", 1);
    static final Comorbidity LIVER_MILD = comorbidity(4064161, "Cirrhosis of liver", 1);
    static final Comorbidity DIABETES = comorbidity(4193704, "Type 2 diabetes mellitus without complication", 1);
    static final Comorbidity DIABETES_COMPLICATED =
            comorbidity(443731, "Renal disorder due to type 2 diabetes mellitus", 2);
    static final Comorbidity HEMIPLEGIA = comorbidity(374022, "Hemiplegia", 2);
    static final Comorbidity RENAL = comorbidity(46271022, "Chronic kidney disease", 2);
    static final Comorbidity CANCER = comorbidity(197500, "Primary malignant neoplasm of colon", 2);
    static final Comorbidity LIVER_SEVERE = comorbidity(192680, "Portal hypertension", 3);
    static final Comorbidity METASTASIS = comorbidity(254591, "Secondary malignant neoplasm of lung", 6);
    static final Comorbidity HIV = comorbidity(439727, "Human immunodeficiency virus infection", 6);

    /** Histories with an index of 0, 1 or 2 (the severe form of a condition replaces its mild form). */
    static final List<List<Comorbidity>> LOW = List.of(
            List.of(),
            List.of(),
            List.of(DIABETES),
            List.of(PULMONARY),
            List.of(HEART_FAILURE),
            List.of(DIABETES, PULMONARY),
            List.of(RENAL),
            List.of(CANCER),
            List.of(DIABETES, DIABETES_COMPLICATED),
            List.of(INFARCTION, ULCER));

    /** Histories with an index of 3 or more. */
    static final List<List<Comorbidity>> HIGH = List.of(
            List.of(RENAL, HEART_FAILURE),
            List.of(DIABETES, DIABETES_COMPLICATED, RENAL),
            List.of(CANCER, METASTASIS),
            List.of(LIVER_MILD, LIVER_SEVERE),
            List.of(HIV),
            List.of(CANCER, PULMONARY),
            List.of(INFARCTION, HEART_FAILURE, VASCULAR, DIABETES),
            List.of(STROKE, HEMIPLEGIA),
            List.of(DEMENTIA, HEART_FAILURE, RENAL),
            List.of(RHEUMATIC, ULCER, PULMONARY));

    /** Every concept that a row may name, for the vocabulary table. */
    static List<Concept> all() {
        List<Concept> people = List.of(
                new Concept(8507, "MALE", "Gender", "Gender", "M"),
                new Concept(8532, "FEMALE", "Gender", "Gender", "F"),
                new Concept(8516, "Black or African American", "Race", "Race", "3"),
                new Concept(8527, "White", "Race", "Race", "5"),
                new Concept(8515, "Asian", "Race", "Race", "2"),
                new Concept(8657, "American Indian or Alaska Native", "Race", "Race", "1"),
                new Concept(8557, "Native Hawaiian or Other Pacific Islander", "Race", "Race", "4"),
                new Concept(38003563, "Hispanic or Latino", "Ethnicity", "Ethnicity", "Hispanic"),
                new Concept(38003564, "Not Hispanic or Latino", "Ethnicity", "Ethnicity", "Not Hispanic"),
                new Concept(32817, "EHR", "Type Concept", "Type Concept", "OMOP4976890"));
        List<Concept> single = List.of(
                INPATIENT,
                EMERGENCY_THEN_INPATIENT,
                INPATIENT_HOSPITAL,
                OUTPATIENT,
                EMERGENCY,
                HOSPICE,
                HOME,
                MEAN_PRESSURE,
                SYSTOLIC,
                DIASTOLIC,
                ECMO,
                COVID,
                SMOKER,
                NEVER_SMOKED);
        List<Concept> conditions = java.util.stream.Stream.concat(LOW.stream(), HIGH.stream())
                .flatMap(List::stream)
                .map(Comorbidity::concept)
                .distinct()
                .toList();
        return java.util.stream.Stream.of(
                        people, single, conditions, COVID_TESTS, POSITIVE, NEGATIVE, RADIOGRAPHS, VENTILATION)
                .flatMap(List::stream)
                .toList();
    }

    private Concepts() {}

    private static Concept visit(int id, String name, String code) {
        return new Concept(id, name, "Visit", "Visit", code);
    }

    private static Concept measurement(int id, String name, String code) {
        return new Concept(id, name, "Measurement", "LOINC", code);
    }

    private static Concept value(int id, String name, String vocabulary, String code) {
        return new Concept(id, name, "Meas Value", vocabulary, code);
    }

    private static Concept procedure(int id, String name, String vocabulary, String code) {
        return new Concept(id, name, "Procedure", vocabulary, code);
    }

    private static Concept condition(int id, String name, String code) {
        return new Concept(id, name, "Condition", "SNOMED", code);
    }

    private static Concept observation(int id, String name, String code) {
        return new Concept(id, name, "Observation", "SNOMED", code);
    }

    private static Comorbidity comorbidity(int id, String name, int weight) {
        return new Comorbidity(condition(id, name, ""), weight);
    }
}

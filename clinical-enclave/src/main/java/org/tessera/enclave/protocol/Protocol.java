package org.tessera.enclave.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study protocol, validated: what the cohort, the indicators and the models are. Read one with {@link Protocols}.
 *
 * @param name "covid-severity"
 * @param version semantic version of the protocol
 * @param title a title for people
 * @param citation whom it follows
 * @param indexEvent the dated event that intervals start from
 * @param imaging which images
 * @param inpatientVisits visits that make a hospitalisation
 * @param phenotypes the outcome and its alternatives
 * @param outcome name of the phenotype the models predict
 * @param covariates what may explain it
 * @param history what is described of records from before the study
 * @param models which of them, model by model
 * @param conceptSets every concept set by its name
 * @param digest "sha256:..." of the text it was read from, for provenance
 */
public record Protocol(
        String name,
        String version,
        String title,
        String citation,
        IndexEvent indexEvent,
        Imaging imaging,
        ConceptSet inpatientVisits,
        List<Phenotype> phenotypes,
        String outcome,
        List<Covariate> covariates,
        List<History> history,
        List<Model> models,
        Map<String, ConceptSet> conceptSets,
        String digest) {
    /** Copies what could change. */
    public Protocol {
        phenotypes = List.copyOf(phenotypes);
        covariates = List.copyOf(covariates);
        history = List.copyOf(history);
        models = List.copyOf(models);
        conceptSets = Map.copyOf(conceptSets);
    }

    /**
     * A model.
     *
     * @param name "imaging"
     * @param title a title for people
     * @param covariates names of its covariates, in order
     */
    public record Model(String name, String title, List<String> covariates) {
        /** Copies the names. */
        public Model {
            covariates = List.copyOf(covariates);
        }
    }

    /** The phenotype that the models predict; a validated protocol has it. */
    public Phenotype outcomePhenotype() {
        return phenotype(outcome).orElseThrow();
    }

    /** A phenotype by its name. */
    public Optional<Phenotype> phenotype(String wanted) {
        return phenotypes.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }

    /** A covariate by its name. */
    public Optional<Covariate> covariate(String wanted) {
        return covariates.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }
}

package org.tessera.enclave.upload;

/**
 * Why a check refuses a table.
 *
 * @param code stable and coarse: all that the commons is told. No code depends on which keys are linked to a person
 * @param sentence for the people of the project and the reviewers; it names no key either
 */
public record Refusal(String code, String sentence) {}

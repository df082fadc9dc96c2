package org.tessera.enclave.workflow;

/**
 * One row of a transition table.
 *
 * @param from state before
 * @param move what is done
 * @param by who may do it
 * @param to state after
 */
public record Transition<S, M, A>(S from, M move, A by, S to) {}

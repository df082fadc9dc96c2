package org.tessera.enclave.protocol;

import java.util.Optional;

/**
 * What a person's record says of her history before the study: yes where a row of one kind lies on or before the day of the
 * aligned positive test, no where only a row of the other kind does, otherwise nothing. It is described and in no model.
 *
 * @param name "smoking"
 * @param has rows that say it
 * @param hasNot rows that deny it; without them nobody is known not to have it
 */
public record History(String name, ConceptSet has, Optional<ConceptSet> hasNot) {}

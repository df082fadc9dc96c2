/**
 * The models of a protocol: logistic regression with standard errors clustered by person, and the area under the ROC
 * curve, to R's digits; where R would print a number that means nothing, a verdict with its reason stands instead.
 */
@NullMarked
package org.tessera.enclave.analysis;

import org.jspecify.annotations.NullMarked;

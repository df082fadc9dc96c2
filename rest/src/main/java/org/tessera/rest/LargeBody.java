package org.tessera.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A body that may be larger than {@code tessera.json.max-bytes}: as large as another property says. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface LargeBody {
    /** Name of the property, "tessera.json.uploads.max-bytes". */
    String value();
}

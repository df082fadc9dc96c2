package org.tessera.enclave.disclosure;

import java.util.Arrays;
import java.util.Objects;

/**
 * A resource of a download request, frozen: byte for byte what a reviewer sees and what is released.
 *
 * @param name file name, "characteristics.csv"; unique in its request
 * @param kind kind of its {@link ReleasableSource}
 * @param mediaType "text/csv" or "application/json"
 * @param bytes the bytes
 * @param content what it says about persons
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, see below
public record FrozenResource(String name, String kind, String mediaType, byte[] bytes, Disclosable content) {
    @Override
    public boolean equals(Object other) {
        return other instanceof FrozenResource that
                && name.equals(that.name)
                && kind.equals(that.kind)
                && mediaType.equals(that.mediaType)
                && Arrays.equals(bytes, that.bytes)
                && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, kind, mediaType, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return "FrozenResource[" + name + ", " + kind + "]";
    }
}

package org.tessera.rest;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bounds every body but an archive, which is streamed to disk under limits of its own: the others are read into memory. */
@Provider
public class BodyLimit implements ReaderInterceptor {
    private final long most;

    BodyLimit(@ConfigProperty(name = "tessera.json.max-bytes") MemorySize most) {
        this.most = most.asLongValue();
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (isZip(context.getMediaType())) {
            return context.proceed();
        }
        Bounded bounded = new Bounded(context.getInputStream(), most);
        context.setInputStream(bounded);
        try {
            return context.proceed();
        } catch (IOException | RuntimeException e) {
            if (bounded.isExceeded()) {
                throw Problems.of(
                        Status.REQUEST_ENTITY_TOO_LARGE, "too-large", "The request is larger than this service takes.");
            }
            throw e;
        }
    }

    /** Exactly: what a caller calls anything at all is read by whoever takes JSON. */
    private static boolean isZip(MediaType type) {
        return type.getType().equalsIgnoreCase("application")
                && type.getSubtype().equalsIgnoreCase("zip");
    }

    /** Ends with an {@link IOException} when more is read than is allowed. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        boolean isExceeded() {
            return left < 0;
        }

        private void count(int n) throws IOException {
            left -= n;
            if (left < 0) {
                throw new IOException("too large");
            }
        }
    }
}

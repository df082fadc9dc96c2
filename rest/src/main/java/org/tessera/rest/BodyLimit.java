package org.tessera.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Bounds every body but an archive, which is streamed to disk under limits of its own: the others are read into memory, as
 * objects that take many times their bytes. A larger one is taken where the parameter says so ({@link LargeBody}). An object is
 * read from what is called JSON only; where nothing was sent, there is nothing to be called. What cannot be read is answered
 * with its place ({@link Unreadable}). Of those that are larger than usual few are in memory at once ({@link LargeBodies}).
 */
@Provider
public class BodyLimit implements ReaderInterceptor {
    private static final int MOST_VALUES = 250_000;
    private static final int LONGEST_TEXT = 1 << 20;

    private final long usual;
    private final Config config;
    private final HttpHeaders asked;
    private final LargeBodies large;

    /**
     * @param asked those of the request at hand
     * @param large where the request at hand finds room for a large body
     */
    BodyLimit(
            @ConfigProperty(name = "tessera.json.max-bytes") MemorySize usual,
            Config config,
            HttpHeaders asked,
            LargeBodies large) {
        this.usual = usual.asLongValue();
        this.config = config;
        this.asked = asked;
        this.large = large;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (isZip(context.getMediaType())) {
            return context.proceed();
        }
        if (isObject(context.getType()) && !isCalledJson(context.getMediaType())) {
            if (context.getInputStream().read() < 0) {
                return null;
            }
            throw Problems.of(
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "media-type-unsupported",
                    "The body is read as JSON, and must be called application/json.");
        }
        Bounded bounded = new Bounded(context.getInputStream(), most(context.getAnnotations()));
        context.setInputStream(bounded);
        try {
            return context.proceed();
        } catch (IOException | RuntimeException e) {
            HttpProblem refusal = bounded.refusal();
            if (refusal != null) {
                throw refusal;
            }
            HttpProblem unreadable =
                    e instanceof HttpProblem ? null : Unreadable.of(e).orElse(null);
            if (unreadable != null) {
                throw unreadable;
            }
            throw e;
        }
    }

    private long most(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof LargeBody large) {
                return config.getValue(large.value(), MemorySize.class).asLongValue();
            }
        }
        return usual;
    }

    /** A text, such as a table, and a stream are of the type that their endpoint names. */
    private static boolean isObject(Class<?> type) {
        return type != String.class && type != InputStream.class;
    }

    /**
     * By the caller: without her word the framework takes a body for what its endpoint names, and anything that ends in +json
     * for JSON.
     */
    private boolean isCalledJson(MediaType type) {
        return asked.getHeaderString(HttpHeaders.CONTENT_TYPE) != null
                && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Exactly: what a caller calls anything at all is read by whoever takes JSON. */
    private static boolean isZip(MediaType type) {
        return type.getType().equalsIgnoreCase("application")
                && type.getSubtype().equalsIgnoreCase("zip");
    }

    /**
     * Ends with an {@link IOException} when more is read than is allowed. Commas stand for values, and what is between two
     * quotes for a text: a large body is neither a million short texts nor one that is copied again and again.
     */
    private final class Bounded extends FilterInputStream {
        private final long most;
        private long bytes;
        private long commas;
        private long text;
        private @Nullable HttpProblem refusal;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                count(one);
                check();
            }
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            for (int at = offset; at < offset + n; at++) {
                count(buffer[at]);
            }
            check();
            return n;
        }

        /** Why it is not read; null when nothing speaks against it. */
        @Nullable
        HttpProblem refusal() {
            return refusal;
        }

        private void count(int one) {
            bytes++;
            if (one == ',') {
                commas++;
            }
            text = one == '"' ? 0 : text + 1;
            if (text > LONGEST_TEXT) {
                refusal = tooLarge(LONGEST_TEXT + " bytes in one text");
            }
        }

        private void check() throws IOException {
            if (commas > MOST_VALUES) {
                refusal = tooLarge(MOST_VALUES + " values");
            }
            if (bytes > most) {
                refusal = tooLarge("the " + most + " bytes that are taken here");
            }
            if (refusal == null && bytes > usual) {
                refusal = large.roomForMore().orElse(null);
            }
            if (refusal != null) {
                throw new IOException("not read");
            }
        }

        private static HttpProblem tooLarge(String than) {
            return Problems.of(Status.REQUEST_ENTITY_TOO_LARGE, "too-large", "The request has more than " + than + ".");
        }
    }
}

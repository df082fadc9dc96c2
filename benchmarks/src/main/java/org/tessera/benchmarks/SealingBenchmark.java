package org.tessera.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.tessera.contracts.TransferId;
import org.tessera.envelope.DetachedJws;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Parts;

/**
 * Contents cut into padded parts, each sealed to its reader (ECDH-ES, AES-256-GCM, base64url) and opened again, beside the
 * platform's AES-256-GCM on the same bytes under one key; and the parts' signatures beside the platform's ECDSA.
 */
final class SealingBenchmark {
    private static final int BYTES = 32 << 20;
    private static final double MEBIBYTES = 32;
    private static final String SIZE = "32 MiB in parts of 192 KiB";
    private static final String PLATFORM = "JCA";
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final Stopwatch watch;
    private final byte[] content = new byte[BYTES];
    private final KeyPair key = Keys.generate();
    private final SecureRandom nonces = new SecureRandom();

    private SealingBenchmark(Scale scale) {
        watch = scale == Scale.QUICK ? new Stopwatch(0, 1) : new Stopwatch(2, 5);
        new Random(1).nextBytes(content);
    }

    static void run(Scale scale, Consumer<Measurement> results) throws Exception {
        SealingBenchmark benchmark = new SealingBenchmark(scale);
        benchmark.seal(results);
        benchmark.sign(results);
    }

    private void seal(Consumer<Measurement> results) throws Exception {
        List<String> parts = new ArrayList<>();
        results.accept(watch.measure("seal", "Tessera: parts as JWE", SIZE, "MiB", MEBIBYTES, () -> {
            parts.clear();
            return Parts.cut(
                            TransferId.random(),
                            new ByteArrayInputStream(content),
                            key.getPublic(),
                            (index, data) -> parts.add(data))
                    .parts();
        }));
        SecretKey secret = secret();
        List<byte[]> sealed = new ArrayList<>();
        results.accept(watch.measure("seal", PLATFORM + ": AES-256-GCM", SIZE, "MiB", MEBIBYTES, () -> {
            sealed.clear();
            for (int from = 0; from < BYTES; from += Parts.CONTENT_BYTES) {
                sealed.add(encrypt(secret, from, Math.min(Parts.CONTENT_BYTES, BYTES - from)));
            }
            return sealed.size();
        }));
        results.accept(watch.measure(
                "open",
                "Tessera: parts as JWE",
                SIZE,
                "MiB",
                MEBIBYTES,
                () -> Parts.join(parts.iterator(), key.getPrivate()).transferTo(OutputStream.nullOutputStream())));
        results.accept(watch.measure("open", PLATFORM + ": AES-256-GCM", SIZE, "MiB", MEBIBYTES, () -> {
            long opened = 0;
            for (byte[] each : sealed) {
                opened += decrypt(secret, each).length;
            }
            return opened;
        }));
    }

    private static SecretKey secret() throws Exception {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(256);
        return generator.generateKey();
    }

    private byte[] encrypt(SecretKey secret, int from, int length) throws Exception {
        byte[] nonce = new byte[NONCE_BYTES];
        nonces.nextBytes(nonce);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, nonce));
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(length));
        cipher.doFinal(content, from, length, sealed, NONCE_BYTES);
        return sealed;
    }

    private static byte[] decrypt(SecretKey secret, byte[] sealed) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
        return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private void sign(Consumer<Measurement> results) throws Exception {
        List<byte[]> parts = new ArrayList<>();
        Parts.cut(
                TransferId.random(),
                new ByteArrayInputStream(content),
                null,
                (index, data) -> parts.add(data.getBytes(StandardCharsets.US_ASCII)));
        double mebibytes = parts.stream().mapToLong(part -> part.length).sum() / (double) (1 << 20);
        List<String> signatures = new ArrayList<>();
        results.accept(watch.measure("sign", "Tessera: detached JWS", SIZE, "MiB", mebibytes, () -> {
            signatures.clear();
            for (byte[] part : parts) {
                signatures.add(DetachedJws.sign(part, "bench", key.getPrivate()));
            }
            return signatures.size();
        }));
        List<byte[]> plain = new ArrayList<>();
        results.accept(watch.measure("sign", PLATFORM + ": ECDSA P-256", SIZE, "MiB", mebibytes, () -> {
            plain.clear();
            for (byte[] part : parts) {
                Signature signature = ecdsa();
                signature.initSign(key.getPrivate());
                signature.update(part);
                plain.add(signature.sign());
            }
            return plain.size();
        }));
        results.accept(watch.measure("verify", "Tessera: detached JWS", SIZE, "MiB", mebibytes, () -> {
            long good = 0;
            for (int i = 0; i < parts.size(); i++) {
                good += DetachedJws.verify(parts.get(i), signatures.get(i), "bench", List.of(key.getPublic())) ? 1 : 0;
            }
            return all(good, parts);
        }));
        results.accept(watch.measure("verify", PLATFORM + ": ECDSA P-256", SIZE, "MiB", mebibytes, () -> {
            long good = 0;
            for (int i = 0; i < parts.size(); i++) {
                Signature signature = ecdsa();
                signature.initVerify(key.getPublic());
                signature.update(parts.get(i));
                good += signature.verify(plain.get(i)) ? 1 : 0;
            }
            return all(good, parts);
        }));
    }

    private static Signature ecdsa() throws Exception {
        return Signature.getInstance("SHA256withECDSAinP1363Format");
    }

    private static long all(long good, List<byte[]> parts) {
        if (good != parts.size()) {
            throw new IllegalStateException("a signature was refused");
        }
        return good;
    }
}

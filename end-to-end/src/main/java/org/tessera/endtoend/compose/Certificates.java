package org.tessera.endtoend.compose;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.tessera.endtoend.world.Trouble;

/**
 * A certificate authority for development and a certificate for each server, made once with the JDK's {@code keytool}.
 * Servers get PEM files, clients the authority's certificate as PEM and as a PKCS #12 trust store without a password.
 */
final class Certificates {
    private static final String AUTHORITY = "authority";
    private static final String DAYS = "397";

    private final Path folder;
    private final Path store;
    private final String password;

    /** Certificates in this folder; the password protects the authority's key store. */
    Certificates(Path folder, String password) {
        this.folder = folder;
        this.store = folder.resolve("authority.p12");
        this.password = password;
    }

    /** Makes what is missing. A server is known by its name in its networks and, for who is on this machine, as localhost. */
    void create(List<String> servers) throws IOException {
        Files.createDirectories(folder);
        if (!Files.exists(store)) {
            keytool(
                    AUTHORITY,
                    "Tessera development authority",
                    "bc:critical=ca:true,pathlen:0",
                    "ku:critical=keyCertSign");
        }
        for (String server : servers) {
            if (!Files.exists(folder.resolve(server + ".key"))) {
                keytool(server, server, "san=dns:" + server + ",dns:localhost,ip:127.0.0.1", "eku=serverAuth");
            }
        }
        try {
            export(servers);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot read what its keytool wrote", e);
        }
    }

    private void keytool(String alias, String name, String... extensions) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                DAYS,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass:env",
                "STORE_PASSWORD"));
        if (!alias.equals(AUTHORITY)) {
            command.addAll(List.of("-signer", AUTHORITY));
        }
        for (String extension : extensions) {
            command.addAll(List.of("-ext", extension));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("STORE_PASSWORD", password);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new Trouble("keytool could not make the certificate of " + alias + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void export(List<String> servers) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        Certificate authority = keys.getCertificate(AUTHORITY);
        Files.writeString(folder.resolve("ca.crt"), pem("CERTIFICATE", authority.getEncoded()));
        trustStore(authority);
        for (String server : servers) {
            Key key = keys.getKey(server, password.toCharArray());
            StringBuilder chain = new StringBuilder();
            for (Certificate certificate : keys.getCertificateChain(server)) {
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            String privateKey = pem("PRIVATE KEY", key.getEncoded());
            Files.writeString(folder.resolve(server + ".key"), privateKey);
            Files.writeString(folder.resolve(server + ".crt"), chain);
            Files.writeString(folder.resolve(server + ".pem"), privateKey + chain);
        }
    }

    /** What it holds is public and its place is ours: a password would only have to be told to everybody. */
    private void trustStore(Certificate authority) throws IOException, GeneralSecurityException {
        System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
        System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(AUTHORITY, authority);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trusted.store(bytes, null);
        try (OutputStream out = Files.newOutputStream(folder.resolve("ca.p12"))) {
            bytes.writeTo(out);
        }
    }

    private static String pem(String label, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }
}

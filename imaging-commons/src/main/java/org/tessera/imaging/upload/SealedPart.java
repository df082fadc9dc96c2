package org.tessera.imaging.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.regex.Pattern;

/** Whether a text is something sealed: the commons looks at the envelope, and cannot look inside. */
final class SealedPart {
    private static final Pattern SHAPE = Pattern.compile(
            "[A-Za-z0-9_-]{8,4096}\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]{8,64}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,64}");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private SealedPart() {}

    /** A compact JWE (RFC 7516) by ECDH-ES, so that only the holder of a private key can open it. */
    static boolean isSealed(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return false;
        }
        try {
            byte[] header = Base64.getUrlDecoder().decode(text.substring(0, text.indexOf('.')));
            JsonNode tree = JSON.readTree(header);
            return tree.path("alg").asText().startsWith("ECDH-ES")
                    && tree.path("enc").isTextual()
                    && tree.path("epk").isObject();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}

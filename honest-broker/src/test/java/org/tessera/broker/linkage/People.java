package org.tessera.broker.linkage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tessera.contracts.TokenRule;
import org.tessera.envelope.Digests;

/** Tables for tests: a token is a hash of the words given for a rule. */
final class People {
    private final Map<String, Map<TokenRule, String>> records = new LinkedHashMap<>();

    /** A record with "T1=a" and the like. */
    People with(String reference, String... signatures) {
        Map<TokenRule, String> tokens = new LinkedHashMap<>();
        for (String signature : signatures) {
            int equals = signature.indexOf('=');
            tokens.put(TokenRule.valueOf(signature.substring(0, equals)), signature.substring(equals + 1));
        }
        records.put(reference, tokens);
        return this;
    }

    /** A record with these signatures. */
    People with(String reference, Map<TokenRule, String> signatures) {
        records.put(reference, signatures);
        return this;
    }

    /** So many records with a few tokens each, of which many are shared. */
    static People crowd(Random random, int records, String prefix) {
        People people = new People();
        for (int i = 0; i < records; i++) {
            Map<TokenRule, String> tokens = new LinkedHashMap<>();
            for (TokenRule rule : TokenRule.values()) {
                if (random.nextInt(10) < (rule == TokenRule.S ? 4 : 3)) {
                    tokens.put(rule, Integer.toString(random.nextInt(700)));
                }
            }
            people.with(prefix + i, tokens);
        }
        return people;
    }

    TokenTable table() {
        return table(List.copyOf(records.keySet()));
    }

    TokenTable shuffled(long seed) {
        List<String> order = new ArrayList<>(records.keySet());
        Collections.shuffle(order, new Random(seed));
        return table(order);
    }

    private TokenTable table(List<String> order) {
        TokenTable.Builder builder = new TokenTable.Builder();
        for (String reference : order) {
            builder.record(reference);
            records.getOrDefault(reference, Map.of()).forEach((rule, signature) -> {
                ByteBuffer token = ByteBuffer.wrap(
                        Digests.sha256().digest((rule + "|" + signature).getBytes(StandardCharsets.UTF_8)));
                builder.token(rule, token.getLong(), token.getLong());
            });
        }
        return builder.build();
    }
}

package org.tessera.load;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How one step went, from Gatling's {@code js/stats.js}. A request lasts until its answer; times are in
 * milliseconds, of good and bad ones together.
 *
 * @param name of the request or group
 * @param count how often
 * @param failed how often it went wrong
 * @param median 50th percentile
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param most the longest
 * @param perSecond how many in a second, on average
 */
record Step(String name, long count, long failed, long median, long p95, long p99, long most, double perSecond) {
    /** The file is a script that begins with the statistics as an object: names without quotes, numbers as text. */
    private static final ObjectMapper SCRIPT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    /** All steps, the sum of all requests first. */
    static List<Step> read(Path report) throws IOException {
        List<Step> steps = new ArrayList<>();
        String script = Files.readString(report.resolve("js/stats.js"));
        collect(SCRIPT.readTree(script.substring(script.indexOf('{'))), steps);
        return steps;
    }

    /** A group holds requests of its own only when they were not silent; each group and request is a line. */
    private static void collect(JsonNode node, List<Step> steps) {
        JsonNode stats = node.path("stats");
        steps.add(new Step(
                stats.path("name").asText(),
                stats.at("/numberOfRequests/total").asLong(),
                stats.at("/numberOfRequests/ko").asLong(),
                stats.at("/percentiles1/total").asLong(),
                stats.at("/percentiles2/total").asLong(),
                stats.at("/percentiles3/total").asLong(),
                stats.at("/maxResponseTime/total").asLong(),
                stats.at("/meanNumberOfRequestsPerSecond/total").asDouble()));
        node.path("contents").forEach(child -> collect(child, steps));
    }
}

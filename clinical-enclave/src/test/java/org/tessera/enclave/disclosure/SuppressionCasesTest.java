package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.protocol.SharedFolder;

/** The worked cases: tables as somebody published them, and sequences of requests. */
final class SuppressionCasesTest {
    @Test
    void published_tables_have_the_bounds_that_integer_programming_finds() throws Exception {
        int audited = 0;
        for (JsonNode worked : cases()) {
            if (!"AUDIT_PUBLISHED_TABLE".equals(worked.path("kind").asText())) {
                continue;
            }
            audited++;
            var table = table(worked);
            var bounds = TableAudit.attackerBounds(table);
            int columns = worked.path("cells").get(0).size();
            worked.path("expected").path("attackerBounds").properties().forEach(expected -> {
                String[] at = expected.getKey().split(",");
                var interval = bounds.get(Integer.parseInt(at[0]) * columns + Integer.parseInt(at[1]));
                assertThat(interval.proven()).isTrue();
                assertThat(interval.low())
                        .as(expected.getKey())
                        .isEqualTo(expected.getValue().get(0).asLong());
                assertThat(interval.high())
                        .as(expected.getKey())
                        .isEqualTo(expected.getValue().get(1).asLong());
            });
            assertThat(verdict(table))
                    .as(worked.path("id").asText())
                    .isEqualTo(worked.path("expected").path("verdict").asText());
        }
        assertThat(audited).isEqualTo(4);
    }

    @Test
    void sequences_of_requests_are_judged_by_the_persons_that_differ() throws IOException {
        for (JsonNode worked : cases()) {
            if (!"REQUEST_SEQUENCE".equals(worked.path("kind").asText())) {
                continue;
            }
            List<ReleasedCells> history = new ArrayList<>();
            List<String> verdicts = new ArrayList<>();
            for (JsonNode request : worked.path("requests")) {
                int n = request.path("n").asInt();
                var resource = Tables.resource(
                        request.path("q").asText(), single(request.path("q").asText(), n));
                verdicts.add(new DisclosureRules()
                        .check(List.of(resource), history)
                        .verdict()
                        .name());
                history.add(ReleasedCells.of(resource));
            }
            List<String> expected = StreamSupport.stream(
                            worked.path("expected").path("verdicts").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            assertThat(verdicts).as(worked.path("id").asText()).isEqualTo(expected);
        }
    }

    /** Rules about the printed numbers only: the cases say nothing about persons. */
    private static String verdict(Disclosable.CountTable table) {
        return TableAudit.of(table).stream()
                .filter(each -> Set.of("residual", "recoverable", "narrow", "inconsistent")
                        .contains(each.rule()))
                .map(TableAudit.Remark::verdict)
                .max(java.util.Comparator.naturalOrder())
                .orElse(Findings.Verdict.ACCEPT)
                .name();
    }

    private static Disclosable.CountTable single(String label, int n) {
        return new Disclosable.CountTable(
                List.of(new Disclosable.Cell(label, "persons", Tables.persons(0, n), new Published.Exact(n))),
                List.of());
    }

    private static Disclosable.CountTable table(JsonNode worked) {
        List<Disclosable.Cell> cells = new ArrayList<>();
        JsonNode rows = worked.path("cells");
        int columns = rows.get(0).size();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns; c++) {
                cells.add(new Disclosable.Cell(
                        "row " + r, "column " + c, Set.of(), printed(rows.get(r).get(c))));
            }
        }
        List<Disclosable.Margin> margins = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            int row = r;
            margin(
                    margins,
                    worked.path("rowTotals").get(r),
                    IntStream.range(0, columns).map(c -> row * columns + c));
        }
        for (int c = 0; c < columns; c++) {
            int column = c;
            margin(
                    margins,
                    worked.path("colTotals").get(c),
                    IntStream.range(0, rows.size()).map(r -> r * columns + column));
        }
        margin(margins, worked.path("total"), IntStream.range(0, cells.size()));
        return new Disclosable.CountTable(cells, margins);
    }

    private static void margin(List<Disclosable.Margin> margins, JsonNode total, IntStream cells) {
        if (total.isNumber()) {
            margins.add(new Disclosable.Margin(
                    "sum", cells.boxed().toList(), Set.of(), new Published.Exact(total.asInt())));
        }
    }

    private static Published printed(JsonNode cell) {
        return switch (cell.asText()) {
            case "<20" -> new Published.FewerThan(20);
            case "X" -> new Published.Withheld();
            default -> new Published.Exact(cell.asInt());
        };
    }

    private static JsonNode cases() throws IOException {
        return new ObjectMapper()
                .readTree(SharedFolder.file("cases/suppression_cases.json").toFile())
                .path("cases");
    }
}

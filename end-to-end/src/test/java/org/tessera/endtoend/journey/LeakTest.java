package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Spans;
import org.tessera.endtoend.world.World;

/**
 * Nobody of the two registers is in any topic, HTTP answer, log, metric, span or quarantine of the journey, and of what
 * other tests did before, by a name, a birth date with a name, a number, a reference or a person id where governance does
 * not allow it; no token and no encoding for fuzzy matching is in any of them, nor in any database.
 */
@Tag("e2e")
@Order(4) // after everything that the people of the journey do
@ExtendWith(Travelled.class)
class LeakTest {
    private final Scene scene;
    private final World world;
    private final Evidence evidence;
    private final Collector collector;
    private final Spans spans;
    private final Sought sought;

    LeakTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
        this.evidence = trip.evidence();
        this.collector = new Collector(world);
        this.spans = trip.spans();
        this.sought = new Sought(scene, world);
    }

    @Test
    void nobody_can_be_found_in_what_passed_by() throws Exception {
        Needles needles = sought.all();
        Set<String> found = new TreeSet<>();
        Set<String> leaks = new TreeSet<>();
        List<Evidence.Item> everything = everything();
        requireEverySource(everything);
        for (Evidence.Item item : everything) {
            for (String name : needles.in(item.bytes())) {
                (Sought.isAllowed(item, name) ? found : leaks).add(item.kind() + " " + item.place() + ": " + name);
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(found)
                .as("what the search must see, because it is there and may be")
                .contains(
                        "topic commons.catalogue.v1: commons id (plain)",
                        "topic partner.clinical-withdrawals.v1: enclaveRef (plain)",
                        "topic partner.imaging-withdrawals.v1: commons id (plain)",
                        "quarantine imaging-commons partner.imaging-withdrawals.v1: commons id (plain)",
                        "quarantine honest-broker partner.imaging-withdrawals.v1: commons id (plain)",
                        "quarantine honest-broker partner.clinical-withdrawals.v1: enclaveRef (plain)",
                        "quarantine clinical-enclave partner.clinical-withdrawals.v1: enclaveRef (plain)");
    }

    /** Where nothing was looked at nothing is found. */
    private static void requireEverySource(List<Evidence.Item> everything) {
        Map<String, Set<String>> places = new HashMap<>();
        everything.stream()
                .filter(item -> item.bytes().length > 0)
                .forEach(item -> places.computeIfAbsent(item.kind(), kind -> new TreeSet<>())
                        .add(item.kind().equals("span") ? item.place().split(" ", 2)[0] : item.place()));
        List<String> services =
                ServiceSpec.all().stream().map(ServiceSpec::clientId).toList();
        assertThat(places.get("topic"))
                .containsAll(Channels.load().all().stream().map(Channel::name).toList());
        assertThat(places.get("log"))
                .containsAll(services.stream().map(service -> service + ".log").toList())
                .contains("data-partner.log");
        assertThat(places.get("metrics")).containsAll(services);
        assertThat(places.get("span")).containsAll(services);
        assertThat(places).containsKeys("http", "problem", "quarantine");
        assertThat(everything)
                .filteredOn(item -> item.place().equals("kafka.log"))
                .as("a server that says nothing proves nothing")
                .anySatisfy(item -> assertThat(new String(item.bytes(), StandardCharsets.UTF_8))
                        .contains("Kafka Server started"));
    }

    @Test
    void no_token_or_encoding_lies_open_in_a_database_the_brokers_own_neither() throws Exception {
        Needles pseudonyms = sought.pseudonyms();
        List<Evidence.Item> tables = collector.tables();
        assertThat(tables).extracting(Evidence.Item::place).contains("broker.token_record", "enclave.person_ref");
        assertThat(tables)
                .allSatisfy(table -> assertThat(pseudonyms.in(table.bytes()))
                        .as(table.place())
                        .isEmpty());
    }

    @Test
    void a_workspace_shows_aliases_and_no_commons_id() throws IOException {
        Needles cases = sought.cases();
        Predicate<Evidence.Item> ofWorkspace =
                item -> item.kind().equals("http") && item.place().contains("/projects/");
        assertThat(evidence.items().stream().filter(ofWorkspace)).isNotEmpty();
        assertThat(evidence.items().stream()
                        .filter(ofWorkspace)
                        .filter(item -> !cases.in(item.bytes()).isEmpty())
                        .map(Evidence.Item::place))
                .isEmpty();
    }

    @Test
    void a_span_holds_no_id_of_a_case_or_account_and_no_text_of_a_request() throws Exception {
        Needles needles = sought.cases();
        AccountRegister register = new AccountRegister(world);
        for (String realm : List.of("commons", "enclave")) {
            Set<String> accounts = Set.copyOf(register.subjects(realm));
            assertThat(accounts).isNotEmpty();
            for (String account : accounts) {
                needles.add("account of " + realm, account);
            }
        }
        assertThat(Collector.spans(spans))
                .isNotEmpty()
                .allSatisfy(item ->
                        assertThat(needles.in(item.bytes())).as(item.place()).isEmpty());
        assertThat(spans.all()).allSatisfy(seen -> {
            assertThat(seen.span().getEventsList()).isEmpty();
            assertThat(seen.span().getStatus().getMessage()).isEmpty();
            assertThat(seen.span().getTraceState()).isEmpty();
            assertThat(seen.span().getLinksList()).allSatisfy(link -> {
                assertThat(link.getTraceState()).isEmpty();
                assertThat(link.getAttributesList()).isEmpty();
            });
        });
        assertThat(told(each -> true))
                .isSubsetOf(
                        "code.function.name",
                        "error.type",
                        "http.request.method",
                        "http.response.status_code",
                        "http.route",
                        "messaging.client_id",
                        "messaging.consumer.group.name",
                        "messaging.destination.name",
                        "messaging.operation",
                        "messaging.system",
                        "server.address",
                        "server.port",
                        "url.scheme");
        assertThat(told(span -> span.getKind() != Span.SpanKind.SPAN_KIND_CLIENT))
                .doesNotContain("server.address", "server.port", "url.scheme");
    }

    /** Names of the attributes that such spans tell something in. */
    private Set<String> told(Predicate<Span> wanted) {
        return spans.all().stream()
                .map(Spans.Seen::span)
                .filter(wanted)
                .flatMap(span -> span.getAttributesList().stream())
                .filter(each -> !isWithheld(each.getValue()))
                .map(KeyValue::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isWithheld(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> value.getIntValue() == 0;
            case DOUBLE_VALUE -> value.getDoubleValue() == 0;
            case BOOL_VALUE -> !value.getBoolValue();
            case ARRAY_VALUE -> value.getArrayValue().getValuesList().isEmpty();
            default -> value.getStringValue().equals("-");
        };
    }

    private List<Evidence.Item> everything() throws Exception {
        List<Evidence.Item> all = new ArrayList<>(evidence.items());
        all.addAll(collector.topics());
        all.addAll(collector.logs());
        all.addAll(collector.quarantines());
        all.addAll(Collector.spans(spans));
        for (ServiceSpec service : ServiceSpec.all()) {
            all.add(Collector.metrics(scene.cast().rosalind, service));
        }
        return all;
    }
}

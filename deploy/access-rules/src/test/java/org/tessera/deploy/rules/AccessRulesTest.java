package org.tessera.deploy.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.KafkaAccess;
import org.tessera.testkit.RealServers;
import org.tessera.testkit.TestWorld;

class AccessRulesTest {
    private static final String CATALOGUE = "commons.catalogue.v1";
    private static final List<String> BOTH = List.of("partner-north", "partner-south");

    private static final Admin admin = connected();

    private static Admin connected() {
        assertThat(RealServers.configurationOf("honest-broker")).isNotEmpty();
        return Admin.create(Map.of("bootstrap.servers", TestWorld.kafka()));
    }

    @AfterAll
    static void disconnect() {
        admin.close();
    }

    @BeforeEach
    void no_rules() throws Exception {
        admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        await().atMost(Duration.ofMinutes(2)).until(() -> rules().isEmpty());
    }

    @Test
    void a_partner_that_leaves_and_a_reader_that_was_struck_are_no_longer_allowed_anything() throws Exception {
        AccessRules.apply(admin, BOTH);
        AclBinding struck = allowed("imaging-index", ResourceType.TOPIC, CATALOGUE, AclOperation.READ);
        AclBinding listening = allowed("imaging-commons", ResourceType.GROUP, "honest-broker", AclOperation.READ);
        add(struck, listening);

        List<AclBinding> gone = AccessRules.apply(admin, List.of("partner-south"));

        assertThat(gone).contains(struck, listening);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(rules())
                        .hasSize(KafkaAccess.bindings(List.of("partner-south")).size())
                        .doesNotContain(struck, listening)
                        .noneMatch(rule -> rule.entry().principal().equals("User:partner-north"))
                        .anyMatch(rule -> rule.entry().principal().equals("User:partner-south")));
        assertThat(AccessRules.apply(admin, List.of("partner-south"))).isEmpty();
    }

    @Test
    void rules_of_others_rules_on_patterns_and_rules_that_deny_stay() throws Exception {
        AclBinding elsewhere = allowed("honest-broker", ResourceType.TOPIC, "of-somebody-else", AclOperation.READ);
        AclBinding watching = allowed("watcher", ResourceType.TOPIC, "*", AclOperation.DESCRIBE);
        AclBinding group = allowed("watcher", ResourceType.GROUP, "watcher", AclOperation.READ);
        AclBinding cluster = allowed("watcher", ResourceType.CLUSTER, "kafka-cluster", AclOperation.DESCRIBE);
        AclBinding prefixed = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "commons.", PatternType.PREFIXED),
                allowed("watcher", ResourceType.TOPIC, CATALOGUE, AclOperation.DESCRIBE)
                        .entry());
        AclBinding denied = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, CATALOGUE, PatternType.LITERAL),
                new AccessControlEntry("User:partner-north", "*", AclOperation.ALL, AclPermissionType.DENY));
        add(elsewhere, watching, group, cluster, prefixed, denied);

        assertThat(AccessRules.apply(admin, BOTH)).isEmpty();

        assertThat(rules()).contains(elsewhere, watching, group, cluster, prefixed, denied);
    }

    @Test
    void a_partners_id_that_is_misspelt_changes_nothing() throws Exception {
        AccessRules.apply(admin, BOTH);
        Collection<AclBinding> before = rules();
        assertThatThrownBy(() -> AccessRules.apply(admin, List.of("partner-north", "parter-south")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parter-south");
        assertThat(rules()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void a_topic_that_is_there_keeps_its_messages_as_long_as_the_list_says_now() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, CATALOGUE);
        ConfigEntry hour = new ConfigEntry("retention.ms", "3600000");
        ConfigEntry week = new ConfigEntry("segment.ms", "604800000");
        admin.incrementalAlterConfigs(Map.of(
                        topic,
                        List.of(
                                new AlterConfigOp(hour, AlterConfigOp.OpType.SET),
                                new AlterConfigOp(week, AlterConfigOp.OpType.SET))))
                .all()
                .get();
        AccessRules.apply(admin, BOTH);
        keepsItsMessagesSevenDaysAndAQuarter(topic);
    }

    private static void keepsItsMessagesSevenDaysAndAQuarter(ConfigResource topic) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
            assertThat(setting(topic, "retention.ms"))
                    .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));
            assertThat(setting(topic, "segment.ms"))
                    .isEqualTo(Long.toString(Duration.ofHours(6).toMillis()));
        });
    }

    @Test
    void a_partner_writes_no_faster_than_the_house_says_and_services_are_not_held_up() throws Exception {
        ClientQuotaEntity north = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "partner-north"));
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                        north, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 1e12)))))
                .all()
                .get();
        AccessRules.apply(admin, BOTH);
        Map<String, Double> rate = Map.of("producer_byte_rate", Double.valueOf(KafkaAccess.PARTNER_BYTES_PER_SECOND));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(admin.describeClientQuotas(ClientQuotaFilter.all())
                                .entities()
                                .get())
                        .isEqualTo(Map.of(
                                north,
                                rate,
                                new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "partner-south")),
                                rate)));
    }

    @Test
    void a_new_topic_has_as_many_partitions_as_the_brokers_say_and_deletes_in_small_segments() throws Exception {
        admin.deleteTopics(List.of(CATALOGUE)).all().get();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !admin.listTopics().names().get().contains(CATALOGUE));
        AccessRules.apply(admin, BOTH);
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(admin.describeTopics(List.of(CATALOGUE))
                                .allTopicNames()
                                .get())
                        .hasEntrySatisfying(
                                CATALOGUE,
                                topic -> assertThat(topic.partitions()).hasSize(1)));
        keepsItsMessagesSevenDaysAndAQuarter(new ConfigResource(ConfigResource.Type.TOPIC, CATALOGUE));
    }

    private static String setting(ConfigResource topic, String name) throws Exception {
        return Objects.requireNonNull(
                        admin.describeConfigs(List.of(topic)).all().get().get(topic))
                .get(name)
                .value();
    }

    private static Collection<AclBinding> rules() throws Exception {
        return admin.describeAcls(AclBindingFilter.ANY).values().get();
    }

    private static void add(AclBinding... rules) throws Exception {
        admin.createAcls(List.of(rules)).all().get();
        await().atMost(Duration.ofMinutes(2)).until(() -> rules().containsAll(List.of(rules)));
    }

    private static AclBinding allowed(String client, ResourceType type, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:" + client, "*", operation, AclPermissionType.ALLOW));
    }
}

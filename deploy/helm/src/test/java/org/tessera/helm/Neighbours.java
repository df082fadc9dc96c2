package org.tessera.helm;

import static org.tessera.helm.KubernetesObject.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tessera.helm.Network.End;

/** Everybody who could try to open a connection in a cluster with Tessera: its pods, its operators' pods, strangers. */
final class Neighbours {
    private static final List<String> DOMAINS = List.of("commons", "enclave", "broker", "representativeness", "mesh");

    private Neighbours() {}

    /** All of them for a setting; addresses are of the documentation's networks. */
    static List<End> of(Chart.Setting setting) {
        List<KubernetesObject> objects = Chart.rendered(setting);
        List<End> ends = new ArrayList<>();
        objects.stream().filter(object -> object.podTemplate().isPresent()).forEach(workload -> {
            JsonNode labels = workload.podTemplate().orElseThrow().at("/metadata/labels");
            String name = labels.path("app.kubernetes.io/name").asText();
            ends.add(inside(objects, name, domain(workload), texts(labels)));
        });
        if (setting.profile().equals("operators")) {
            ends.addAll(madeByOperators(objects));
        }
        for (String domain : DOMAINS) {
            ends.add(inside(objects, "a stray pod in " + domain, domain, Map.of("app", "stray")));
        }
        ends.add(stranger("a pod of another namespace", "default", Map.of()));
        ends.add(stranger("dns", "kube-system", Map.of("k8s-app", "kube-dns")));
        ends.add(stranger("a system pod", "kube-system", Map.of("k8s-app", "other")));
        ends.add(stranger("users", "ingress-nginx", Map.of()));
        ends.add(stranger("prometheus", "monitoring", Map.of()));
        ends.add(stranger("traces", "tracing", Map.of()));
        ends.add(stranger("keda", "keda", Map.of()));
        ends.add(stranger("cnpg-operator", "cnpg-system", Map.of()));
        ends.add(stranger("keycloak-operator", "keycloak-operator", Map.of()));
        ends.add(stranger("strimzi-operator", "strimzi", Map.of()));
        ends.add(outside("partners", "192.0.2.7"));
        ends.add(outside("kubernetes-api", "10.96.0.1"));
        ends.add(outside("the internet", "203.0.113.9"));
        return ends;
    }

    private static String domain(KubernetesObject object) {
        return object.node().at("/metadata/labels/tessera.org~1domain").asText();
    }

    private static List<End> madeByOperators(List<KubernetesObject> objects) {
        List<End> ends = new ArrayList<>();
        objects.stream()
                .filter(object -> object.is("Cluster"))
                .forEach(cluster -> ends.add(inside(
                        objects,
                        cluster.name(),
                        domain(cluster),
                        Map.of("cnpg.io/cluster", cluster.name(), "cnpg.io/podRole", "instance"))));
        ends.add(inside(
                objects,
                "kafka",
                "mesh",
                Map.of("strimzi.io/cluster", "kafka", "strimzi.io/name", "kafka-kafka", "strimzi.io/kind", "Kafka")));
        ends.add(inside(
                objects,
                "kafka-access",
                "mesh",
                Map.of("strimzi.io/cluster", "kafka", "strimzi.io/name", "kafka-entity-operator")));
        ends.add(inside(
                objects,
                "keycloak",
                "mesh",
                Map.of(
                        "app",
                        "keycloak",
                        "app.kubernetes.io/instance",
                        "keycloak",
                        "app.kubernetes.io/managed-by",
                        "keycloak-operator")));
        return ends;
    }

    private static End inside(List<KubernetesObject> objects, String name, String domain, Map<String, String> labels) {
        KubernetesObject namespace = objects.stream()
                .filter(object -> object.is("Namespace") && domain(object).equals(domain))
                .findFirst()
                .orElseThrow();
        return new End(name, texts(namespace.node().at("/metadata/labels")), namespace.name(), labels, "198.51.100.1");
    }

    private static End stranger(String name, String namespace, Map<String, String> labels) {
        return new End(name, Map.of("kubernetes.io/metadata.name", namespace), namespace, labels, "198.51.100.2");
    }

    private static End outside(String name, String address) {
        return new End(name, Map.of(), "", Map.of(), address);
    }
}

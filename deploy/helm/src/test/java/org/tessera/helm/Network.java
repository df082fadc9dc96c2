package org.tessera.helm;

import static org.tessera.helm.KubernetesObject.items;
import static org.tessera.helm.KubernetesObject.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A cluster's network as its NetworkPolicy objects leave it (networking.k8s.io/v1, Kubernetes' documentation "Network
 * Policies"): what no policy selects may do everything; what one selects may do what some policy allows; a connection
 * needs both ends to agree. Fields that the chart does not use are refused, so that nothing is understood by half.
 */
record Network(List<JsonNode> policies) {
    /**
     * An end of a connection.
     *
     * @param name for people
     * @param namespace labels of its namespace; empty outside of the cluster
     * @param namespaceName name of its namespace
     * @param pod labels of the pod
     * @param address its IP address
     */
    record End(
            String name, Map<String, String> namespace, String namespaceName, Map<String, String> pod, String address) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Network of(List<KubernetesObject> objects) {
        return new Network(objects.stream()
                .filter(object -> object.is("NetworkPolicy"))
                .map(KubernetesObject::node)
                .toList());
    }

    Network without(JsonNode policy) {
        List<JsonNode> rest = new ArrayList<>(policies);
        rest.remove(policy);
        return new Network(rest);
    }

    Network replacing(JsonNode policy, JsonNode other) {
        List<JsonNode> changed = new ArrayList<>(without(policy).policies());
        changed.add(other);
        return new Network(changed);
    }

    /** Whether {@code from} can open a connection to that port of {@code to}. */
    boolean reaches(End from, End to, String protocol, int port) {
        return agrees("Egress", "egress", "to", from, to, protocol, port)
                && agrees("Ingress", "ingress", "from", to, from, protocol, port);
    }

    private boolean agrees(String type, String rules, String peers, End self, End other, String protocol, int port) {
        List<JsonNode> selecting = policies.stream()
                .filter(policy -> policy.at("/metadata/namespace").asText().equals(self.namespaceName()))
                .filter(policy -> selects(policy.at("/spec/podSelector"), self.pod()))
                .filter(policy -> items(policy.at("/spec/policyTypes")).stream()
                        .anyMatch(one -> one.asText().equals(type)))
                .toList();
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> items(policy.path("spec").path(rules)).stream())
                        .anyMatch(rule -> ports(rule, protocol, port) && peers(rule, peers, self, other));
    }

    private static boolean ports(JsonNode rule, String protocol, int port) {
        if (!rule.has("ports") || rule.path("ports").isEmpty()) {
            return true;
        }
        return items(rule.path("ports")).stream().anyMatch(one -> {
            onlyFields(one, List.of("port", "protocol"));
            return one.path("protocol").asText("TCP").equals(protocol)
                    && (!one.has("port") || one.path("port").asInt() == port);
        });
    }

    private static boolean peers(JsonNode rule, String field, End self, End other) {
        onlyFields(rule, List.of("ports", field));
        if (!rule.has(field) || rule.path(field).isEmpty()) {
            return true;
        }
        return items(rule.path(field)).stream().anyMatch(peer -> isPeer(peer, self, other));
    }

    private static boolean isPeer(JsonNode peer, End self, End other) {
        onlyFields(peer, List.of("namespaceSelector", "podSelector", "ipBlock"));
        if (peer.has("ipBlock")) {
            onlyFields(peer.path("ipBlock"), List.of("cidr"));
            return contains(peer.at("/ipBlock/cidr").asText(), other.address());
        }
        if (other.namespaceName().isEmpty()) {
            return false;
        }
        boolean namespace = peer.has("namespaceSelector")
                ? selects(peer.path("namespaceSelector"), other.namespace())
                : self.namespaceName().equals(other.namespaceName());
        return namespace && (!peer.has("podSelector") || selects(peer.path("podSelector"), other.pod()));
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        onlyFields(selector, List.of("matchLabels"));
        return texts(selector.path("matchLabels")).entrySet().stream()
                .allMatch(wanted -> Objects.equals(labels.get(wanted.getKey()), wanted.getValue()));
    }

    private static void onlyFields(JsonNode node, List<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalStateException("this evaluation does not understand " + name);
            }
        });
    }

    private static boolean contains(String cidr, String address) {
        try {
            String[] halves = cidr.split("/");
            byte[] network = InetAddress.getByName(halves[0]).getAddress();
            byte[] one = InetAddress.getByName(address).getAddress();
            int bits = Integer.parseInt(halves[1]);
            if (network.length != one.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((network[bit / 8] & mask) != (one[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not an address: " + cidr + " or " + address, e);
        }
    }
}

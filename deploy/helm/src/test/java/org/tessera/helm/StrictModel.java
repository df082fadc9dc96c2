package org.tessera.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.google.gson.JsonParser;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.Map;

/**
 * Reads objects the strict way: a field that the API does not know, one that it demands and that is missing, a number
 * where a text belongs are errors. Models: Kubernetes' own OpenAPI document (official Java client), fabric8, Strimzi.
 */
final class StrictModel {
    /** Checks against the official client's model, made from Kubernetes' OpenAPI document. */
    @FunctionalInterface
    private interface Check {
        void accept(com.google.gson.JsonElement element) throws IOException;
    }

    private static final Map<String, Check> OFFICIAL = Map.ofEntries(
            Map.entry("v1/Namespace", V1Namespace::validateJsonElement),
            Map.entry("v1/ServiceAccount", V1ServiceAccount::validateJsonElement),
            Map.entry("v1/Service", V1Service::validateJsonElement),
            Map.entry("v1/ConfigMap", V1ConfigMap::validateJsonElement),
            Map.entry("v1/PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement),
            Map.entry("apps/v1/Deployment", V1Deployment::validateJsonElement),
            Map.entry("apps/v1/StatefulSet", V1StatefulSet::validateJsonElement),
            Map.entry("batch/v1/Job", V1Job::validateJsonElement),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement),
            Map.entry("networking.k8s.io/v1/Ingress", V1Ingress::validateJsonElement),
            Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
            // The fields in use are those of v1.
            Map.entry("policy/v1beta1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement));

    private static final Map<String, Class<?>> OF_OPERATORS = Map.of(
            "kafka.strimzi.io/v1/Kafka", Kafka.class,
            "kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class,
            "kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class,
            "kafka.strimzi.io/v1/KafkaUser", KafkaUser.class,
            "cert-manager.io/v1/Certificate", Certificate.class);

    private static final ObjectMapper STRICT = strict();

    private StrictModel() {}

    private static ObjectMapper strict() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1L;

                    // The models keep unknown fields; here they are errors.
                    @Override
                    public Boolean hasAnySetter(com.fasterxml.jackson.databind.introspect.Annotated member) {
                        return Boolean.FALSE;
                    }
                })
                .build();
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            if (shape != CoercionInputShape.String && shape != CoercionInputShape.EmptyString) {
                mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
            }
        }
        mapper.coercionConfigFor(LogicalType.Integer).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        return mapper;
    }

    private static String type(JsonNode object) {
        return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    }

    /** Whether there is a model for the object. */
    static boolean knows(JsonNode object) {
        return OFFICIAL.containsKey(type(object)) || OF_OPERATORS.containsKey(type(object));
    }

    /** Reads the object; throws when anything is not as its API has it. */
    static void read(JsonNode object) throws IOException {
        Class<?> operators = OF_OPERATORS.get(type(object));
        if (operators != null) {
            STRICT.readValue(object.toString(), operators);
            return;
        }
        Check official = OFFICIAL.get(type(object));
        if (official == null) {
            throw new IOException("no model of " + type(object));
        }
        official.accept(JsonParser.parseString(object.toString()));
        readWithTypes(object);
    }

    private static void readWithTypes(JsonNode object) throws JsonProcessingException {
        if (STRICT.readValue(object.toString(), KubernetesResource.class) instanceof GenericKubernetesResource) {
            throw new IllegalStateException("fabric8 does not know " + type(object));
        }
    }
}

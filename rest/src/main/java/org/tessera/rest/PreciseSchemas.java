package org.tessera.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Lets the document say what the scanner of annotations does not see: a record that Jackson writes as its one value is
 * that value, not an object; what an answer's record always holds is required; and so is the key of whatever is done
 * once; a pattern is of the whole text, which in a schema it is not by itself; and {@code after} is of the type of a page's
 * {@code next}. Without it a service of somebody else could answer an object for an identifier and still keep to the
 * document.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class PreciseSchemas implements OASFilter {
    private static final DotName JSON_VALUE = DotName.createSimple("com.fasterxml.jackson.annotation.JsonValue");
    private static final DotName JSON_PROPERTY = DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
    private static final DotName NAMED =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName OPTIONAL = DotName.createSimple(Optional.class);

    /** What {@code @NotBlank} is written as: the one pattern that is meant to be found somewhere in a text. */
    private static final String NOT_BLANK = "\\S";

    private final IndexView index;

    /** The OpenAPI extension makes it, with all classes of the application. */
    public PreciseSchemas(IndexView index) {
        this.index = index;
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        return "Idempotency-Key".equals(parameter.getName()) ? parameter.required(true) : parameter;
    }

    /** A list that comes in pages, of which {@link Page#next} is a text; what is not such a list may take a number. */
    @Override
    public Operation filterOperation(Operation operation) {
        List<Parameter> parameters = Objects.requireNonNullElse(operation.getParameters(), List.of());
        if (parameters.stream().anyMatch(each -> "limit".equals(each.getName()))) {
            parameters.stream()
                    .filter(each -> "after".equals(each.getName()) && isNumber(each.getSchema()))
                    .forEach(each -> each.setSchema(numberAsText(each.getSchema())));
        }
        return operation;
    }

    @Override
    public Schema filterSchema(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.equals(NOT_BLANK) && !pattern.startsWith("^")) {
            schema.setPattern("^(?:" + pattern + ")$");
        }
        return schema;
    }

    private static boolean isNumber(@Nullable Schema schema) {
        return schema != null && schema.getType() != null && schema.getType().contains(Schema.SchemaType.INTEGER);
    }

    /** In an address both are written alike. */
    private static Schema numberAsText(Schema number) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .pattern("^[0-9]+$")
                .defaultValue(String.valueOf(number.getDefaultValue()));
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
            return;
        }
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        requireNamesOfTheirOwn(schemas.keySet());
        Set<String> asked = new AskedSchemas(schemas).of(document);
        schemas.forEach((name, schema) -> {
            List<ClassInfo> records = records(name, schema);
            Optional<Schema> value = value(records, schema);
            if (value.isPresent()) {
                document.getComponents().addSchema(name, value.get());
            } else if (!asked.contains(name)) {
                always(records).forEach(schema::addRequired);
            }
        });
    }

    /**
     * Of two types that are called alike the scanner numbers the second, and the number says nothing and can change with any
     * other type: the build ends.
     */
    private static void requireNamesOfTheirOwn(Set<String> names) {
        List<String> numbered = names.stream()
                .filter(name -> !name.equals(unnumbered(name)) && names.contains(unnumbered(name)))
                .sorted()
                .toList();
        if (!numbered.isEmpty()) {
            throw new IllegalStateException(
                    "Types of the API are called alike; give each another name by @Schema(name = ...): " + numbered);
        }
    }

    private static String unnumbered(String name) {
        return name.replaceAll("\\d+$", "");
    }

    /** The records a schema may be of: other records may be called alike, so those with the same members. */
    private List<ClassInfo> records(String name, Schema schema) {
        if (schema.getProperties() == null) {
            return List.of();
        }
        return index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .filter(type -> isCalled(name, type))
                .filter(type -> members(type).equals(schema.getProperties().keySet()))
                .toList();
    }

    private static boolean isCalled(String name, ClassInfo type) {
        AnnotationInstance annotation = type.declaredAnnotation(NAMED);
        String given = annotation == null || annotation.value("name") == null
                ? type.simpleName()
                : annotation.value("name").asString();
        return type.typeParameters().isEmpty() ? unnumbered(name).equals(given) : name.startsWith(given);
    }

    private static Set<String> members(ClassInfo type) {
        return type.recordComponents().stream().map(PreciseSchemas::member).collect(Collectors.toSet());
    }

    private static String member(RecordComponentInfo component) {
        FieldInfo field = component.field();
        AnnotationInstance annotation = field.annotation(JSON_PROPERTY);
        return annotation == null || annotation.value() == null
                ? component.name()
                : annotation.value().asString();
    }

    private static Optional<Schema> value(List<ClassInfo> records, Schema schema) {
        boolean isValue = !records.isEmpty()
                && records.stream()
                        .allMatch(type -> type.recordComponents().size() == 1 && type.hasAnnotation(JSON_VALUE));
        return isValue ? schema.getProperties().values().stream().findFirst() : Optional.empty();
    }

    private static List<String> always(List<ClassInfo> records) {
        return records.stream()
                .flatMap(type -> type.recordComponents().stream())
                .map(PreciseSchemas::member)
                .distinct()
                .filter(member -> records.stream()
                        .allMatch(type -> type.recordComponents().stream()
                                .filter(component -> member(component).equals(member))
                                .noneMatch(PreciseSchemas::mayBeAbsent)))
                .toList();
    }

    private static boolean mayBeAbsent(RecordComponentInfo component) {
        return component.type().hasAnnotation(NULLABLE)
                || component.type().name().equals(OPTIONAL);
    }
}

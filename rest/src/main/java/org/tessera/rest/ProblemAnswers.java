package org.tessera.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Documents once, for every operation, that a refusal is answered with problem details (RFC 9457), and one of too many (429)
 * with when to come again.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemAnswers implements OASFilter {
    private static final String TOO_MANY = "429";
    private static final String PROBLEM = "Problem";

    /** The one body of every refusal. */
    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(PROBLEM, problem());
    }

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() != null && operation.getResponses().getAPIResponse("default") == null) {
            operation.getResponses().removeAPIResponse("401");
            operation.getResponses().removeAPIResponse("403");
            operation
                    .getResponses()
                    .addAPIResponse(
                            "default",
                            OASFactory.createAPIResponse()
                                    .description("Refused or failed; the member kind says why")
                                    .content(content()));
        }
        if (operation.getResponses() != null) {
            operation.getResponses().getAPIResponses().forEach(ProblemAnswers::describe);
        }
        return operation;
    }

    /** An endpoint describes a refusal by its meaning alone: all have the same body, and a kind, which the library's has not. */
    private static void describe(String status, APIResponse response) {
        boolean refusal = status.startsWith("4") || status.startsWith("5");
        if (refusal && response.getRef() == null) {
            response.setContent(content());
        }
        if (status.equals(TOO_MANY)) {
            response.addHeader(HttpHeaders.RETRY_AFTER, retryAfter());
        }
    }

    private static Header retryAfter() {
        return OASFactory.createHeader()
                .description("Seconds until there is a chance again (RFC 9110, section 10.2.3)")
                .required(true)
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.INTEGER)
                        .minimum(BigDecimal.ONE));
    }

    private static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)));
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .additionalPropertiesSchema(
                        OASFactory.createSchema().booleanSchema(true)) // extension members, RFC 9457 section 3.2
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty("instance", text())
                .addProperty("kind", text())
                .addRequired("status")
                .addRequired("kind");
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}

package org.tessera.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import org.tessera.messaging.Sql;

/** Things, for tests only. */
@Path("/things")
@RolesAllowed("researcher")
public class ThingEndpoint {
    private final Sql sql;
    private final Caller caller;
    private final IdempotencyKeys keys;

    ThingEndpoint(Sql sql, Caller caller, IdempotencyKeys keys) {
        this.sql = sql;
        this.caller = caller;
        this.keys = keys;
    }

    /** A thing to be made. */
    public record NewThing(@NotBlank String name) {}

    /** A thing. */
    public record Thing(long id, String name, String role) {}

    /** Written as its value. */
    public record ThingId(@JsonValue UUID value) {}

    /** A thing with an identifier, a member of another name and one that may be absent. */
    public record Described(
            ThingId id,
            @JsonProperty("of_colour") String colour,
            @Nullable String note) {}

    /** Describes nothing in particular. */
    @GET
    @Path("/described")
    public Described described() {
        return new Described(new ThingId(UUID.randomUUID()), "green", null);
    }

    @POST
    @ResponseStatus(201)
    public Thing create(@HeaderParam("Idempotency-Key") @Nullable String key, @Valid NewThing thing) {
        return keys.once(key, "create-thing", thing, Thing.class, () -> insert(thing));
    }

    /** What a caller likes; nothing said means everything. */
    public record Preference(List<String> colours) {}

    /** Counts them. */
    @POST
    @Path("/preferred")
    public int preferred(Preference preference) {
        return preference.colours().size();
    }

    /** Whether one likes another; nobody does. */
    @GET
    @Path("/{thing}/likes")
    public boolean likes(@PathParam("thing") UUID thing, @QueryParam("other") UUID other) {
        return thing.equals(other);
    }

    /** What is around a parcel. */
    public enum Wrapping {
        /** Paper. */
        PAPER,
        /** Cloth. */
        CLOTH
    }

    /** Some things in one. */
    public record Parcel(@Nullable Integer pieces, @Nullable Wrapping wrapping) {}

    /** Takes a parcel. */
    @POST
    @Path("/parcels")
    public boolean parcel(Parcel parcel) {
        return parcel.pieces() != null;
    }

    /** Takes a parcel, or none. */
    @POST
    @Path("/returns")
    @Consumes(MediaType.APPLICATION_JSON)
    public boolean returned(@Nullable Parcel parcel) {
        return parcel != null;
    }

    /** Takes names that are larger than others' bodies. */
    @POST
    @Path("/large")
    @Consumes(MediaType.APPLICATION_JSON)
    public int large(@LargeBody("tessera.json.things.max-bytes") Map<String, Object> thing) {
        return thing.size();
    }

    /** Takes a form, and counts the letters of a name in it. */
    @POST
    @Path("/form")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public int form(@RestForm String name) {
        return name.length();
    }

    private Thing insert(NewThing thing) {
        long id = sql.first("INSERT INTO thing (name) VALUES (?) RETURNING id", row -> row.getLong(1), thing.name())
                .orElseThrow();
        if (thing.name().equals("slow")) {
            sql.first("SELECT 1 FROM (SELECT pg_sleep(0.5)) AS slept", row -> true);
        }
        if (thing.name().equals("refused")) {
            throw Problems.of(Status.CONFLICT, "thing-refused", "This thing may not be.");
        }
        if (thing.name().equals("broken")) {
            throw new IllegalStateException("a secret of the implementation");
        }
        if (thing.name().equals("unstorable")) {
            sql.update("DO 'BEGIN RAISE ''no room'' USING ERRCODE = ''disk_full''; END'");
        }
        if (thing.name().equals("full-at-commit")) {
            sql.update("INSERT INTO thing_at_commit VALUES ('disk_full')");
        }
        if (thing.name().equals("doubled")) {
            sql.update("INSERT INTO thing (id, name) VALUES (?, ?)", id, "another under its number");
        }
        return new Thing(id, thing.name(), caller.role());
    }

    @GET
    public Page<Thing> list(
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        List<Thing> rows = sql.list(
                "SELECT id, name FROM thing WHERE id > ? ORDER BY id LIMIT ?",
                row -> new Thing(row.getLong(1), row.getString(2), "researcher"),
                after,
                limit + 1);
        return Page.of(rows, limit, thing -> Long.toString(thing.id()));
    }
}

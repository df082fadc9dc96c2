package org.tessera.endtoend.world;

import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One world for all tests of a run: fresh, started when the first test asks for it, stopped at the end. With {@code
 * -Dtessera.world=servers} only PostgreSQL, Keycloak and Kafka start; a world that was left to a person is thrown away
 * with {@code -Dtessera.fresh=true} alone.
 */
public final class SharedWorld implements ParameterResolver {
    private static final Logger QUIET = Logger.getLogger("");
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(World.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    /** The world of this run, started now if it is not running yet. */
    public static World of(ExtensionContext context) {
        return running(context).world;
    }

    /** What its services have told of what they do. */
    public static Spans spans(ExtensionContext context) {
        return running(context).spans;
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedWorld.class))
                .computeIfAbsent(Running.class, type -> new Running(), Running.class);
    }

    /** The running world; JUnit closes it after the last test. */
    private static final class Running implements AutoCloseable {
        private final Progress progress = new Progress(System.out, Clock.systemUTC());
        private final Spans spans = new Spans();
        private final Places places = Places.find();
        private final World world = new World(places, progress, spans.environment());
        private final WorldLock lock;

        Running() {
            QUIET.setLevel(Level.SEVERE);
            // Being refused by Kafka is what some tests are about; its client would tell of each refusal.
            KAFKA.setLevel(Level.OFF);
            Kept.requireNone(places, Boolean.getBoolean("tessera.fresh"), "-Dtessera.fresh=true");
            lock = WorldLock.take(places, "a run of the tests");
            Interruption.ends(world);
            try {
                world.stop();
                world.reset();
                if (System.getProperty("tessera.world", "all").equals("servers")) {
                    world.startServers();
                } else {
                    world.start();
                }
            } catch (Exception e) {
                world.stop();
                lock.close();
                throw new IllegalStateException("the world did not start", e);
            }
        }

        @Override
        public void close() {
            world.stop();
            spans.close();
            progress.close();
            lock.close();
        }
    }
}

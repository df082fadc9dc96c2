package org.tessera.endtoend.journey;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.tessera.endtoend.population.Population;
import org.tessera.endtoend.population.PopulationSpec;
import org.tessera.endtoend.world.SharedWorld;
import org.tessera.endtoend.world.Spans;
import org.tessera.endtoend.world.World;

/** The journey over the small population, made once for all tests, with every HTTP answer. */
public final class Travelled implements ParameterResolver {
    private static final long SEED = 20260101;

    /** The journey, what was answered, and what the services told of it. */
    public record Trip(World world, Scene scene, Evidence evidence, Spans spans) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Trip.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        World world = SharedWorld.of(context);
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Travelled.class))
                .computeIfAbsent(Trip.class, type -> travel(world, SharedWorld.spans(context)), Trip.class);
    }

    private static Trip travel(World world, Spans spans) {
        try {
            Path folder = world.places().home().resolve("data-sets/e2e-small");
            Population.write(SEED, PopulationSpec.small(), folder);
            Evidence evidence = new Evidence();
            Scene scene = Journey.make(
                    world,
                    DataSet.open(folder),
                    world.places().home().resolve("e2e-results"),
                    new Journey.Listeners(evidence, Borders.Witness.NONE),
                    System.out,
                    Clock.systemUTC());
            return new Trip(world, scene, evidence, spans);
        } catch (Exception e) {
            throw new IllegalStateException("the journey was not finished", e);
        }
    }
}

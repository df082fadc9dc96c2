package org.tessera.testkit;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/**
 * PostgreSQL, Kafka and an issuer with Tessera's realms, real and shared by all tests of this JVM, and the whole
 * configuration of one service on them. Use it through {@link OnRealServers}.
 */
public final class RealServers implements QuarkusTestResourceConfigurableLifecycleManager<OnRealServers> {
    private String client = "";

    @Override
    public void init(OnRealServers annotation) {
        client = annotation.value();
    }

    @Override
    public void init(Map<String, String> arguments) {
        client = arguments.getOrDefault("client", client);
    }

    @Override
    public Map<String, String> start() {
        return configurationOf(client);
    }

    @Override
    public void stop() {
        // The servers serve the next test class; they end with the JVM.
    }

    /** Starts the servers if need be and returns the configuration of a client: also for tests without Quarkus. */
    public static Map<String, String> configurationOf(String client) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            Object configuration = ClassLoader.getSystemClassLoader()
                    .loadClass(SharedServers.class.getName())
                    .getMethod("configurationOf", String.class)
                    .invoke(null, client);
            @SuppressWarnings("unchecked") // the method returns exactly this
            Map<String, String> typed = (Map<String, String>) configuration;
            return typed;
        } catch (InvocationTargetException e) {
            // Of what stands in a report of tests, the first line is often all that is kept.
            throw new IllegalStateException("the servers did not start: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the servers did not start", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

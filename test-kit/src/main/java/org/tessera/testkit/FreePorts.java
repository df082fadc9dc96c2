package org.tessera.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports of 127.0.0.1 for servers that must be told theirs seconds before they listen. A port that the system gives out could
 * meanwhile become one end of anybody's connection: these lie below the range that Linux takes those from, and each JVM
 * begins at another one, because modules are tested side by side.
 */
public final class FreePorts {
    private static final int FIRST = 24_000;
    private static final int LAST = 31_999;
    private static final int PER_JVM = 16;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** A port at which nobody listens, and which this JVM was not given before. */
    public static int next() {
        long jvms = (LAST - FIRST + 1) / PER_JVM;
        int own = FIRST + (int) (ProcessHandle.current().pid() % jvms) * PER_JVM;
        for (int tried = 0; tried <= LAST - FIRST; tried++) {
            int port = FIRST + (own - FIRST + tried) % (LAST - FIRST + 1);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port between " + FIRST + " and " + LAST + " is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

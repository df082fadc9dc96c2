package org.tessera.endtoend.fire;

/**
 * A kind of request that is sent while servers are struck. It knows what must have become of each: one end, reached once,
 * and the same one on both sides of a border.
 */
interface UnderFire {
    /** How often it is sent at a server's turn, each time with another fault. */
    default int times() {
        return 2;
    }

    /** Sends the one of that number, with everything that people do about it, whatever it takes. Called from any thread. */
    void send(int number) throws Exception;

    /** Waits until each that was accepted has come to its end. */
    void awaitEnds() throws Exception;

    /** That each has ended once. */
    void countOnce(Aftermath after) throws Exception;

    /**
     * What is left when everything has ended.
     *
     * @param crossings what lies in the topics
     * @param history what the ledgers say
     */
    record Aftermath(Crossings crossings, History history) {}
}

package assetledger.importer.send;

import tools.jackson.databind.node.ObjectNode;

/** How one question in GraphQL goes to a server and its answer comes back. */
@FunctionalInterface
public interface Way {
    /**
     * Asks once.
     *
     * @throws Unavailable when the same question may be answered later
     * @throws SendException when asking again would not help
     */
    Reply ask(String document, ObjectNode variables) throws Unavailable, InterruptedException;

    /**
     * What came back.
     *
     * @param status as HTTP counts it
     * @param body a GraphQL answer in JSON
     */
    record Reply(int status, String body) {}
}

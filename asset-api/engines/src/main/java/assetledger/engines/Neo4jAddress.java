package assetledger.engines;

/** Where Neo4j listens for Bolt, and as whom to speak to it. */
public record Neo4jAddress(String host, int port, String user, String password) {
    /** Leaves the password out, since addresses are logged. */
    @Override
    public String toString() {
        return "bolt://%s@%s:%d".formatted(user, host, port);
    }
}

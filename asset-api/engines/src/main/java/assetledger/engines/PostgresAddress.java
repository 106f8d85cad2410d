package assetledger.engines;

/** Where PostgreSQL listens, and as whom to speak to it; the user owns the whole server. */
public record PostgresAddress(String host, int port, String database, String user, String password) {
    /** Leaves the password out, since addresses are logged. */
    @Override
    public String toString() {
        return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
    }
}

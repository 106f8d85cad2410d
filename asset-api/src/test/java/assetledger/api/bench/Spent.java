package assetledger.api.bench;

import assetledger.api.testing.ServerProcess;
import java.io.IOException;
import java.util.List;

/**
 * Time that went by and was worked, in seconds: by the wall clock, and of the processors by those who took part. The
 * client is the importer, or for a floor this process.
 */
record Spent(double wall, double client, double server, double neo4j, double postgres) {

    /** Until now. A client that has ended has none. */
    static Spent sofar(ProcessHandle client, ServerProcess server) throws IOException {
        List<ProcessHandle> all = server.processes();
        List<ProcessHandle> engines = all.subList(1, all.size());
        return new Spent(
                System.nanoTime() / 1e9,
                Load.cpu(List.of(client)),
                Load.cpu(all.subList(0, 1)),
                Load.cpu(engines.stream().filter(Spent::isJava).toList()),
                Load.cpu(engines.stream().filter(engine -> !isJava(engine)).toList()));
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/java");
    }

    Spent since(Spent begin) {
        return new Spent(
                wall - begin.wall,
                client - begin.client,
                server - begin.server,
                neo4j - begin.neo4j,
                postgres - begin.postgres);
    }

    /** The same with a client that has ended since. */
    Spent withClient(double seconds) {
        return new Spent(wall, seconds, server, neo4j, postgres);
    }

    double cpu() {
        return client + server + neo4j + postgres;
    }

    @Override
    public String toString() {
        return "%.1f s, CPU %.1f s (client %.1f, server %.1f, Neo4j %.1f, PostgreSQL %.1f)"
                .formatted(wall, cpu(), client, server, neo4j, postgres);
    }
}

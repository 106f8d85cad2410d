package assetledger.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build put the engines' programs. The build writes it into two resources: they name places of the machine it ran on. */
final class FetchedByMaven {
    private FetchedByMaven() {}

    /** The jars of Neo4j, as a class path. */
    static String neo4jClassPath() throws IOException {
        String classPath = resource("neo4j.classpath");
        for (String jar : classPath.split(File.pathSeparator, -1)) {
            require(Path.of(jar), "Neo4j");
        }
        return classPath;
    }

    /** The directory that holds PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
    static Path postgres() throws IOException {
        Path directory = Path.of(resource("postgres.directory"));
        require(directory.resolve("bin"), "PostgreSQL");
        return directory;
    }

    private static void require(Path file, String engine) {
        if (!Files.exists(file)) {
            throw new EnginesException(
                    "%s was at %s when this program was built and is not there now. Build again on this machine: mvn -pl asset-api/engines -am process-resources."
                            .formatted(engine, file));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = FetchedByMaven.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new EnginesException(
                        "This program was built without %s. Build it with Maven: mvn -pl asset-api/engines -am process-resources."
                                .formatted(name));
            }
            return new String(resource.readAllBytes(), UTF_8).strip();
        }
    }
}

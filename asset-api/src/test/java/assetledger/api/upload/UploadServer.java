package assetledger.api.upload;

import static assetledger.api.testing.Registrar.name;

import assetledger.api.testing.RunningServer;
import assetledger.api.upload.Sender.Body;
import assetledger.model.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;

/** A test that uploads tables of authorities, or of systems that authorities own. */
abstract class UploadServer extends RunningServer {
    private static final String BODIES = """
            mapping: bodies
            key: [code]
            records:
              - put:
                  record:
                    subject:
                      name: {column: name, required: true}
                      level: regional
                      existsFrom: {column: since, optional: true}
                      externalIds:
                        - {scheme: upload, value: {column: code, required: true}}
            """;

    private static final String SYSTEMS = """
            mapping: systems
            key: [code]
            records:
              - put:
                  record:
                    system:
                      name: {column: name, required: true}
                      purpose: Counts trees
                      owner: {id: {column: owner, required: true}}
                      stages: [{stage: operation, from: "2020-01-01"}]
                      externalIds:
                        - {scheme: upload, value: {column: code, required: true}}
            """;

    /** An upload's folder, what is in it, and the names of that. */
    private static final int IN_FOLDER = 3;

    @Value("${assetledger.directory}")
    private Path directory;

    /** Somebody whom no other test knows. */
    Sender sender() {
        return sender(name("uploader").replace(' ', '-'), Role.REGISTRAR, null);
    }

    Sender sender(String person, Role role, @Nullable String authority) {
        return new Sender(address(), person, token(person, Set.of(role), authority), client(person, role, authority));
    }

    Path uploads() {
        return directory.resolve("uploads");
    }

    static Body bodies(String mode, String file, String table) {
        return new Body()
                .file("file", file, table)
                .file("mapping", "bodies.yaml", BODIES)
                .word("mode", mode);
    }

    static Body bodies(String mode, String table) {
        return bodies(mode, "bodies.csv", table);
    }

    static Body systems(String mode, String table) {
        return systems(mode, "systems.csv", table);
    }

    static Body systems(String mode, String file, String table) {
        return new Body()
                .file("file", file, table)
                .file("mapping", "systems.yaml", SYSTEMS)
                .word("mode", mode);
    }

    /** As many authorities as are asked for, of names that no other test has. */
    static String table(int rows) {
        return "code,name\n"
                + IntStream.range(0, rows).mapToObj(row -> line(name("Body"))).collect(Collectors.joining());
    }

    private static String line(String name) {
        return "%s,%s\n".formatted(name.replace(' ', '-'), name);
    }

    /** Rows of systems, as code, name and owner. */
    static String systemsOf(String owner, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> name("System"))
                .map(name -> "%s,%s,%s\n".formatted(name.replace(' ', '-'), name, owner))
                .collect(Collectors.joining("", "code,name,owner\n", ""));
    }

    /** The files and mappings that uploads have on the disk at this moment. */
    List<Path> files() {
        try (Stream<Path> all = Files.walk(uploads(), IN_FOLDER)) {
            return all.filter(path -> uploads().relativize(path).getNameCount() == IN_FOLDER)
                    .toList();
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return List.of(uploads());
        }
    }

    static void await(String what, BooleanSupplier happened) {
        for (int i = 0; i < 3_000; i++) {
            if (happened.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("This did not happen: " + what);
    }
}

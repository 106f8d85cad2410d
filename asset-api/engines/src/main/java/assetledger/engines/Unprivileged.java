package assetledger.engines;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root, and containers often have nobody else.
 *
 * @param prefix stands before each of its commands so that it finds itself to be somebody else; empty for an ordinary user
 * @param owner the user id to whom its files have to belong; empty when that goes without saying
 */
record Unprivileged(List<String> prefix, Optional<Integer> owner) {
    private static final int NOBODY = 65534;

    /** A user namespace of its own first, in which files and processes stay root's; where those are forbidden, the user nobody. */
    static Unprivileged choose() throws IOException, InterruptedException {
        Path self = Path.of("/proc/self");
        if (!Files.exists(self) || !Files.getAttribute(self, "unix:uid").equals(0)) {
            return new Unprivileged(List.of(), Optional.empty());
        }
        List<String> namespace = command("unshare", "-U");
        if (works(namespace)) {
            return new Unprivileged(namespace, Optional.of(0));
        }
        List<String> nobody = command("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (works(nobody)) {
            return new Unprivileged(nobody, Optional.of(NOBODY));
        }
        throw new EnginesException(
                "PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv --reuid=%d' works here to make it somebody else. Start as an ordinary user."
                        .formatted(NOBODY));
    }

    private static List<String> command(String name, String... arguments) {
        return Stream.concat(Stream.of(Launch.find(name).orElse(name)), Stream.of(arguments))
                .toList();
    }

    private static boolean works(List<String> prefix) throws InterruptedException {
        try {
            return new ProcessBuilder(concat(prefix, List.of("true")))
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    List<String> run(List<String> command) {
        return concat(prefix, command);
    }

    /** Hands over files that are root's, or that an earlier start handed to somebody else. */
    void own(Path directory) throws IOException {
        if (owner.isEmpty() || Files.getAttribute(directory, "unix:uid").equals(owner.get())) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                Files.setAttribute(path, "unix:gid", owner.get(), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:uid", owner.get(), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}

package assetledger.importer;

import assetledger.importer.mapping.MappingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The text of a mapping or a set: a file, or one of those that ship. */
record MappingText(String name, String text, String sha256) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");
    private static final int LONGEST = 1 << 20;

    /** A path first, then the name of a shipped mapping. */
    static MappingText find(String name) {
        try {
            byte[] bytes = isFile(name) ? fromFile(Path.of(name)) : shipped(name);
            return new MappingText(name, new String(bytes, StandardCharsets.UTF_8), Sha256.of(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("The mapping %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** A mapping that this set names: a file beside it, or one of those that ship. */
    MappingText beside(String mapping) {
        return find(
                isFile(name)
                                && Files.isRegularFile(
                                        Path.of(name).toAbsolutePath().resolveSibling(mapping))
                        ? Path.of(name).toAbsolutePath().resolveSibling(mapping).toString()
                        : mapping);
    }

    /** The names of the mappings and sets that ship. */
    static List<String> shippedNames() {
        try (InputStream list =
                Objects.requireNonNull(MappingText.class.getResourceAsStream("/mappings/shipped.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static byte[] fromFile(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] text = bytes.readNBytes(LONGEST + 1);
            if (text.length > LONGEST) {
                throw new MappingException(
                        file.toString(), List.of("a mapping has at most %d bytes".formatted(LONGEST)));
            }
            return text;
        }
    }

    private static byte[] shipped(String name) throws IOException {
        String plain = name.replaceFirst("\\.yaml$", "");
        try (InputStream text = NAME.matcher(plain).matches()
                ? MappingText.class.getResourceAsStream("/mappings/" + plain + ".yaml")
                : null) {
            if (text == null) {
                throw new MappingException(
                        name,
                        List.of("there is no such file, and no mapping of that name ships; those that ship are "
                                + String.join(", ", shippedNames())));
            }
            return text.readAllBytes();
        }
    }
}

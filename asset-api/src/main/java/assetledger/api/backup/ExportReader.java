package assetledger.api.backup;

import assetledger.api.ledger.KeptTable;
import assetledger.api.ledger.LedgerRestore.Part;
import assetledger.api.ledger.RestoreRefused;
import assetledger.api.ledger.StoredEvent;
import assetledger.event.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an export line by line, few at a time. A line that is not as it must be is refused with its number, and so is a
 * file that ends before its last line.
 */
final class ExportReader {
    /** A part has so many lines at most. */
    static final int LINES = 1_000;
    /** And ends with the line that brings it to so many characters. */
    static final int CHARACTERS = 4_000_000;
    /** No line is longer, in bytes: a request that makes an event may have 8 MB, and JSON in JSON is longer. */
    static final int LONGEST_LINE = 32 * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final InputStream in;
    private final MessageDigest file = Envelope.digest();
    private final MessageDigest leaves = Envelope.digest();
    private final Map<String, Long> counts = new HashMap<>();
    private final String origin;
    private final long size;
    private long number;
    private @Nullable Line next;
    private String digest = "";

    /** Reads the first line. */
    ExportReader(InputStream in) {
        this.in = in;
        Line first = line();
        if (!first.name.equals(Lines.LEDGER) || !first.text("form").equals(Lines.FORM)) {
            throw refused("an export of a ledger begins with {\"ledger\":{\"form\":\"%s\",...}}".formatted(Lines.FORM));
        }
        origin = first.text("origin");
        size = first.whole("size");
        file.update(first.bytes());
    }

    String origin() {
        return origin;
    }

    /** How many events the first line says there are. */
    long size() {
        return size;
    }

    /** The ledger's digest, once the last line was read. */
    String digest() {
        return digest;
    }

    /** The next part, or none where the last line comes, which is compared with all that was read. */
    Optional<Part> part() {
        Line first = taken();
        if (first.name.equals(Lines.END)) {
            checkEnd(first);
            return Optional.empty();
        }
        List<Line> lines = together(first);
        return Optional.of(
                first.name.equals(Lines.EVENT)
                        ? new Part.Events(
                                first.number, lines.stream().map(this::event).toList())
                        : rows(first, lines));
    }

    private Line taken() {
        Line taken = next == null ? line() : next;
        next = null;
        return taken;
    }

    /** A line and those of its sort that follow it; the first that is not stays for the next part. */
    private List<Line> together(Line first) {
        List<Line> lines = new ArrayList<>();
        int characters = 0;
        Line line = first;
        while (line.name.equals(first.name) && lines.size() < LINES && characters < CHARACTERS) {
            lines.add(line);
            characters += line.whole.length();
            counts.merge(line.name, 1L, Long::sum);
            file.update(line.bytes());
            line = line();
        }
        next = line;
        return lines;
    }

    private StoredEvent event(Line line) {
        String leafHash = line.text("leafHash");
        try {
            leaves.update(HexFormat.of().parseHex(leafHash));
        } catch (IllegalArgumentException none) {
            throw line.refused("leafHash must have 64 hexadecimal digits");
        }
        boolean erased = !line.has("salt") && !line.has("body");
        return new StoredEvent(
                line.whole("position"),
                line.text("leaf"),
                leafHash,
                erased ? "" : line.text("salt"),
                erased ? "" : line.text("body"));
    }

    private static Part rows(Line first, List<Line> lines) {
        KeptTable table = KeptTable.of(first.name)
                .orElseThrow(() -> first.refused(
                        "this program knows no table %s; restore with the version that wrote the export, or a newer one"
                                .formatted(first.name)));
        return new Part.Rows(
                first.number,
                table,
                lines.stream().map(line -> line.row(table.names())).toList());
    }

    private void checkEnd(Line end) {
        end.members.properties().forEach(member -> {
            if (member.getValue().isIntegralNumber()
                    && member.getValue().longValue() != counts.getOrDefault(member.getKey(), 0L)) {
                throw end.refused("the export says it has %s lines of %s, but here are %d"
                        .formatted(member.getValue(), member.getKey(), counts.getOrDefault(member.getKey(), 0L)));
            }
        });
        if (counts.getOrDefault(Lines.EVENT, 0L) != size) {
            throw end.refused("the first line promises %d events, but here are %d"
                    .formatted(size, counts.getOrDefault(Lines.EVENT, 0L)));
        }
        digest = HexFormat.of().formatHex(leaves.digest());
        if (!end.text("digest").equals(digest)) {
            throw end.refused("the digest of the ledger is another than that of the events: " + digest);
        }
        if (!end.text("sha256").equals(HexFormat.of().formatHex(file.digest()))) {
            throw end.refused("the lines before are not those that were written: their SHA-256 is another");
        }
        if (read() >= 0) {
            throw RestoreRefused.atLine(end.number + 1, "the export has ended, and here is more");
        }
    }

    private Line line() {
        byte[] bytes = bytes();
        number++;
        JsonNode tree;
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            tree = JSON.readTree(text);
        } catch (CharacterCodingException other) {
            throw refused("it is not UTF-8");
        } catch (JacksonException unreadable) {
            throw refused("it is no JSON: " + unreadable.getOriginalMessage());
        }
        if (!tree.isObject() || tree.size() != 1 || !tree.iterator().next().isObject()) {
            throw refused("a line is an object with one member, such as {\"event\":{...}}");
        }
        return new Line(
                number, tree.propertyNames().iterator().next(), tree.iterator().next(), text);
    }

    /** The bytes up to the end of the line, which is among them. */
    private byte[] bytes() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        int one = read();
        while (one != '\n') {
            if (one < 0) {
                throw new RestoreRefused(
                        "The export was cut off: it ends after line %d, without its last line. Nothing was restored"
                                .formatted(number));
            }
            if (line.size() == LONGEST_LINE) {
                throw RestoreRefused.atLine(number + 1, "it is longer than %d bytes".formatted(LONGEST_LINE));
            }
            line.write(one);
            one = read();
        }
        line.write(one);
        return line.toByteArray();
    }

    private int read() {
        try {
            return in.read();
        } catch (EOFException cut) {
            return -1;
        } catch (ZipException damaged) {
            throw RestoreRefused.atLine(number + 1, "the compressed file is damaged");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RestoreRefused refused(String fault) {
        return RestoreRefused.atLine(number, fault);
    }

    private record Line(long number, String name, JsonNode members, String whole) {
        byte[] bytes() {
            return whole.getBytes(StandardCharsets.UTF_8);
        }

        boolean has(String member) {
            return members.has(member);
        }

        String text(String member) {
            return demand(
                    member,
                    members.path(member).isString(),
                    () -> members.path(member).asString());
        }

        long whole(String member) {
            return demand(
                    member,
                    members.path(member).isIntegralNumber()
                            && members.path(member).canConvertToLong(),
                    () -> members.path(member).longValue());
        }

        /** The columns of a row, which must be all there are. */
        Map<String, @Nullable String> row(List<String> columns) {
            if (!List.copyOf(members.propertyNames()).equals(columns)) {
                throw refused("a row of %s has the columns %s".formatted(name, columns));
            }
            Map<String, @Nullable String> row = new LinkedHashMap<>();
            columns.forEach(column -> row.put(column, members.path(column).isNull() ? null : text(column)));
            return row;
        }

        private <T> T demand(String member, boolean there, Supplier<T> value) {
            if (!there) {
                throw refused("%s lacks %s, or it is of another sort".formatted(name, member));
            }
            return Objects.requireNonNull(value.get());
        }

        RestoreRefused refused(String fault) {
            return RestoreRefused.atLine(number, fault);
        }
    }
}

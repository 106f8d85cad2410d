package assetledger.importer.source;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Good files, damaged at random: each is answered with a sentence or with rows, never with another exception. The
 * property {@code fuzz.rounds} asks for more of them, {@code fuzz.seed} for others.
 */
class SourceFuzzTests {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 150);
    private static final long SEED = Long.getLong("fuzz.seed", 20_250_704);
    private static final int MOST_CHANGES = 6;
    private static final byte[][] PIECES = Stream.of(
                    "\"",
                    "\n",
                    "\r",
                    "\0",
                    ",",
                    "{",
                    "[",
                    "}",
                    "<",
                    ">",
                    "/>",
                    "&#0;",
                    "<![CDATA[",
                    "<!DOCTYPE a>",
                    "-1",
                    "1E999",
                    "99999999999",
                    "PK\u0003\u0004",
                    "PK\u0001\u0002",
                    "\uFFFF",
                    "\\ud800",
                    "NaN",
                    " r=\"A1\"",
                    " t=\"s\"")
            .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    @TempDir
    private Path folder;

    /** A good file: a text, or a workbook, which is damaged as a whole or in one of its parts. */
    private record Seed(TableForm form, String text, Workbook book, String part) {
        static Seed of(TableForm form, String text) {
            return new Seed(form, text, Workbook.ofRows(""), "");
        }

        static Seed of(Workbook book, String part) {
            return new Seed(HostileFiles.XLSX, "", book, part);
        }

        byte[] good() throws IOException {
            if (!text.isEmpty()) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            return part.isEmpty() ? book.bytes() : book.bytes(part);
        }

        byte[] file(byte[] damaged) throws IOException {
            return part.isEmpty() ? damaged : book.part(part, damaged).bytes();
        }

        @Override
        public String toString() {
            return form.format().word() + " " + part;
        }
    }

    static Stream<Seed> seeds() {
        Stream<Seed> texts = Stream.of(
                Seed.of(HostileFiles.CSV, "id,name,sum\n1,\"a \"\"b\"\"\",2.5\r\n2,имя,\n\n3,\"x\ny\",-1\n"),
                Seed.of(TableForm.csv(StandardCharsets.UTF_16, '\t'), "\uFEFFid\tname\n1\ta\n"),
                Seed.of(
                        HostileFiles.XML,
                        "<?xml version='1.0'?><list a='b'><row id='1'><n>A&amp;B</n><n/><o><p q='r'>7</p></o></row><row/></list>"),
                Seed.of(
                        HostileFiles.JSONL,
                        "{\"id\": 1, \"o\": {\"p\": [1, \"x\\n\"], \"q\": null}}\n\n{\"id\": -2.5e3, \"t\": true}\n"));
        Stream<Seed> books = Stream.of(
                        "",
                        Workbook.SHEET,
                        Workbook.TEXTS,
                        Workbook.STYLES,
                        Workbook.BOOK,
                        Workbook.BOOK_LINKS,
                        Workbook.TYPES)
                .map(part -> Seed.of(book(), part));
        return Stream.concat(texts, books);
    }

    @MethodSource("seeds")
    @ParameterizedTest
    void answersDamageWithASentenceOrWithRows(Seed seed) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = folder.resolve("table.bin");
        byte[] good = seed.good();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damaged(good, random);
            Files.write(file, seed.file(damaged));

            assertThatCode(() -> FileReading.answer(file, seed.form()))
                    .as("round %d of seed %d: %s", round, SEED, HexFormat.of().formatHex(damaged))
                    .doesNotThrowAnyException();
        }
    }

    private static Workbook book() {
        return Workbook.ofRows(
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45382</v></c><c r=\"B2\" t=\"inlineStr\"><is><r><t>x</t></r></is></c></row>"
                        + "<row r=\"4\"><c r=\"A4\"><f t=\"shared\" ref=\"A4:A9\" si=\"0\">B1+1</f><v>1.5</v></c><c r=\"B4\" t=\"b\"><v>1</v></c></row>"
                        + "<row r=\"5\"><c r=\"A5\"><f t=\"shared\" si=\"0\"/><v>2</v></c><c r=\"B5\" t=\"e\"><v>#N/A</v></c></row>");
    }

    private static byte[] damaged(byte[] good, SplittableRandom random) {
        byte[] bytes = good;
        for (int change = random.nextInt(1, MOST_CHANGES); change > 0; change--) {
            int place = random.nextInt(bytes.length + 1);
            int end = Math.min(bytes.length, place + random.nextInt(1, 16));
            bytes = switch (random.nextInt(5)) {
                case 0 ->
                    joined(bytes, place, new byte[] {(byte) random.nextInt(256)}, Math.min(place + 1, bytes.length));
                case 1 -> joined(bytes, place, PIECES[random.nextInt(PIECES.length)], place);
                case 2 -> joined(bytes, place, new byte[0], end);
                case 3 -> joined(bytes, place, Arrays.copyOfRange(bytes, place, end), place);
                default -> random.nextInt(8) == 0 ? Arrays.copyOf(bytes, place) : bytes;
            };
        }
        return bytes;
    }

    /** The bytes up to a place, others, and the bytes from another place on. */
    private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
        byte[] joined = Arrays.copyOf(bytes, until + between.length + bytes.length - from);
        System.arraycopy(between, 0, joined, until, between.length);
        System.arraycopy(bytes, from, joined, until + between.length, bytes.length - from);
        return joined;
    }
}

package assetledger.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class CanonicalJsonTests {
    private static final long LARGEST = 9_007_199_254_740_991L;

    /** The example of RFC 8785 section 3.2.2, without its numbers that are no whole ones. */
    @Test
    void writesTheLiteralsAndTextsOfTheStandardsExample() {
        Map<String, Object> document = new HashMap<>();
        document.put("string", "\u20ac$\u000f\nA'B\"\\\\\"/");
        document.put("literals", Arrays.asList(null, true, false));
        assertThat(CanonicalJson.text(document))
                .isEqualTo("{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** The example of RFC 8785 section 3.2.3, without the letter that it has in two parts. */
    @Test
    void ordersMembersByUtf16UnitsAsInTheStandardsExample() {
        Map<String, Object> document = new HashMap<>();
        document.put("\u20ac", "Euro Sign");
        document.put("\r", "Carriage Return");
        document.put("1", "One");
        document.put("\ud83d\ude00", "Emoji: Grinning Face");
        document.put("\u0080", "Control");
        document.put("\u00f6", "Latin Small Letter O With Diaeresis");
        document.put("\uffe6", "Won Sign");
        assertThat(CanonicalJson.text(document))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        // By code point the won sign would come before the emoji; by UTF-16 unit it comes after it.
                        + "\"😀\":\"Emoji: Grinning Face\",\"\uffe6\":\"Won Sign\"}");
    }

    @Test
    void writesEmptyThingsAndNestedOnesWithoutAnySpace() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("b", List.of());
        document.put("a", Map.of());
        document.put("c", List.of(Map.of("d", List.of(1, "2")), -3L));
        assertThat(CanonicalJson.text(document)).isEqualTo("{\"a\":{},\"b\":[],\"c\":[{\"d\":[1,\"2\"]},-3]}");
        assertThat(CanonicalJson.text(Map.of())).isEqualTo("{}");
    }

    @Test
    void writesWholeNumbersUpToTheLargestThatEveryReaderKeeps() {
        assertThat(CanonicalJson.text(Map.of("n", LARGEST))).isEqualTo("{\"n\":9007199254740991}");
        assertThat(CanonicalJson.text(Map.of("n", -LARGEST))).isEqualTo("{\"n\":-9007199254740991}");
        assertThat(CanonicalJson.text(Map.of("n", 0))).isEqualTo("{\"n\":0}");
    }

    @ValueSource(longs = {LARGEST + 1, -LARGEST - 1, Long.MAX_VALUE, Long.MIN_VALUE})
    @ParameterizedTest
    void refusesWholeNumbersBeyondIt(long number) {
        refuses(number, "must be given as text");
    }

    static Stream<Object> fractions() {
        return Stream.of(1.5, 1.0f, new BigDecimal("1"), Double.NaN);
    }

    @MethodSource("fractions")
    @ParameterizedTest
    void refusesNumbersThatCouldHaveAFraction(Object number) {
        refuses(number, "give decimals and dates as text");
    }

    @ValueSource(strings = {"\ud83d", "\ude00", "x\ud83dx", "\ude00\ud83d"})
    @ParameterizedTest
    void refusesHalfASurrogatePair(String text) {
        refuses(text, "half of a surrogate pair");
    }

    @Test
    void refusesTextThatIsNotComposed() {
        refuses("e\u0301", "composed form (NFC)");
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(Map.of("e\u0301", 1)));
    }

    @Test
    void refusesTheCharacterZero() {
        refuses("a\u0000b", "U+0000 is not allowed");
    }

    @Test
    void nestsThirtyTwoDeepAndNoDeeper() {
        assertThat(CanonicalJson.text(nested(32))).startsWith("{\"a\":{\"a\":").hasSize(32 * 6 - 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.text(nested(33)))
                .withMessageContaining("32 deep at most");
    }

    @Test
    void refusesToReadAMemberTwice() {
        assertThatThrownBy(() -> CanonicalJson.read("{\"a\":1,\"a\":2}")).isInstanceOf(JacksonException.class);
    }

    @Test
    void anyDocumentReadsBackAsItWasAndWritesTheSameBytesAgain() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Map<String, Object> document = object(random, 4);
            byte[] bytes = CanonicalJson.bytes(document);
            Map<String, Object> read = CanonicalJson.read(bytes);
            assertThat(read).as("seed %d", seed).isEqualTo(document);
            assertThat(CanonicalJson.bytes(shuffled(read, random)))
                    .as("seed %d, members in another order", seed)
                    .isEqualTo(bytes);
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(CanonicalJson.text(document));
        }
    }

    private static void refuses(Object value, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.text(Map.of("a", List.of(value))))
                .withMessageContaining(sentence);
    }

    private static Map<String, Object> nested(int depth) {
        return depth == 1 ? Map.of() : Map.of("a", nested(depth - 1));
    }

    private static Map<String, Object> object(Random random, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            object.put(text(random), value(random, depth));
        }
        return object;
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> text(random);
            case 4 -> object(random, depth - 1);
            default -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
        };
    }

    private static String text(Random random) {
        List<String> parts =
                List.of("a", "Z", "0", "ё", "€", "😀", "\uffe6", "\"", "\\", "\n", "\u001f", "\u007f", "/", " ");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    private static Map<String, Object> shuffled(Map<String, Object> object, Random random) {
        List<String> names = new ArrayList<>(object.keySet());
        java.util.Collections.shuffle(names, random);
        Map<String, Object> shuffled = new LinkedHashMap<>();
        names.forEach(name -> shuffled.put(name, object.get(name)));
        return shuffled;
    }
}

package assetledger.api.upload;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import assetledger.api.testing.Reply;
import assetledger.api.upload.Sender.Body;
import assetledger.model.Role;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What somebody might upload by mistake or on purpose, and what he must be answered. */
@ExtendWith(OutputCaptureExtension.class)
class HostileUploadTests extends UploadServer {
    private String own = "";
    private String foreign = "";

    @BeforeEach
    void twoAuthorities() {
        own = registrar().register(authority(name("Own"))).id();
        foreign = registrar().register(authority(name("Foreign"))).id();
    }

    /**
     * A line of the table.
     * @param uploads are sent one after another by a registrar of the own authority
     * @param answer what the last of them ends with
     * @param report a part of its report of problems; empty where there must be none
     * @param events how many all of them record
     */
    private record Case(
            String input,
            Function<HostileUploadTests, List<Body>> uploads,
            Map<String, Object> answer,
            String report,
            int events) {
        @Override
        public String toString() {
            return input;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "66: a row of another authority",
                        test -> List.of(systems("import", systemsOf(test.own, 9_997) + line("Other", test.foreign))),
                        Map.of("state", "REFUSED", "sentence", "systems.csv, row 9999: "),
                        "",
                        0),
                new Case(
                        "66: the same where bad rows are skipped",
                        test -> List.of(systems("import", systemsOf(test.own, 2) + line("Other", test.foreign))
                                .word("skipBadRows", "true")),
                        Map.of("state", "REFUSED", "sentence", "systems.csv, row 4: "),
                        "",
                        0),
                new Case(
                        "67: the same asset twice, alike",
                        test -> List.of(systems("import", rows(line("Twice", test.own), line("Twice", test.own)))),
                        Map.of("state", "DONE", "added", 1, "repeated", 1, "reported", 0),
                        "",
                        3),
                new Case(
                        "67: the same asset twice, told differently",
                        test -> List.of(systems(
                                "import",
                                rows(line("Differs", test.own), "Differs,Another name,%s\n".formatted(test.own)))),
                        Map.of("state", "REFUSED", "reported", 1, "added", 1),
                        "3,",
                        0),
                new Case(
                        "67: an asset that is there already",
                        test -> List.of(
                                systems("import", rows(line("There", test.own))),
                                systems("import", rows(line("There", test.own)))),
                        Map.of("state", "DONE", "unchanged", 1, "added", 0),
                        "",
                        3),
                new Case(
                        "68: the same file under another name",
                        test -> Stream.of("first.csv", "second.csv")
                                .map(file -> systems("import", file, rows(line("Same", test.own))))
                                .toList(),
                        Map.of("state", "DONE", "unchanged", 1, "added", 0),
                        "",
                        3),
                new Case(
                        "68: the same file with one letter changed",
                        test -> List.of(
                                systems("import", rows(line("One", test.own), line("Two", test.own))),
                                systems("import", rows(line("One", test.own), "Two,Twi,%s\n".formatted(test.own)))),
                        Map.of("state", "DONE", "unchanged", 1, "changed", 1, "added", 0),
                        "",
                        7),
                new Case(
                        "72: 2,000 wrong rows",
                        test -> List.of(bodies(
                                "check",
                                IntStream.range(0, 2_000)
                                        .mapToObj("B-%1$d,Body %1$d,=1+%1$d\n"::formatted)
                                        .collect(Collectors.joining("", "code,name,since\n", "")))),
                        Map.of("state", "CHECKED", "reported", 2_000, "problemCount", 2_000),
                        "2001,since,'=1+1999,",
                        0));
    }

    private static String rows(String... rows) {
        return "code,name,owner\n" + String.join("", rows);
    }

    private static String line(String code, String owner) {
        return "%s,%s,%s\n".formatted(code, code, owner);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAnsweredAsItMustBe(Case each) {
        Sender sender = sender(name("north").replace(' ', '-'), Role.REGISTRAR, own);
        long before = database().size();
        JsonNode last = each.uploads().apply(this).stream()
                .map(body -> sender.ended(sender.send(body)))
                .reduce((first, second) -> second)
                .orElseThrow();
        each.answer()
                .forEach((member, value) -> assertThat(last.path(member).asString(""))
                        .as("%s of %s", member, last)
                        .startsWith(value.toString()));
        assertThat(last.path("problems").size()).isLessThanOrEqualTo(100);
        Reply report = sender.report(last, "problems.csv");
        if (!each.report().isEmpty()) {
            assertThat(report.body()).contains("\n" + each.report()).doesNotContain(",=");
        }
        assertThat(database().size() - before).isEqualTo(each.events());
        await("nothing is left", () -> files().isEmpty());
    }

    @Test
    void anIdentifierThatAnotherAuthorityUsesIsAnsweredAsOneThatNobodyUses() {
        Sender other = sender();
        other.ended(other.send(systems("import", rows(line("Taken", foreign)))));
        Sender sender = sender(name("north").replace(' ', '-'), Role.REGISTRAR, own);
        JsonNode taken = sender.ended(sender.send(systems("import", rows(line("Taken", own)))));
        JsonNode free = sender.ended(sender.send(systems("import", rows(line("Freed", own)))));
        assertThat(withoutNames(taken)).isEqualTo(withoutNames(free));
        assertThat(taken.path("state").asString()).isEqualTo("DONE");
        assertThat(taken.path("added").asInt()).isEqualTo(1);
    }

    private static JsonNode withoutNames(JsonNode upload) {
        return ((ObjectNode) upload.deepCopy()).remove(List.of("id", "import", "received", "ended"));
    }

    @Test
    void theSameFileFromOneOrTwoPeopleAtOnceIsRecordedOnce() {
        for (List<Sender> people : List.of(List.of(sender(), sender()), Collections.nCopies(2, sender()))) {
            String table = table(600);
            long before = database().number("select count(*) from record_head");
            List<Reply> taken = atOnce(2, place -> people.get(place).send(bodies("import", table)));
            List<JsonNode> both = IntStream.range(0, 2)
                    .mapToObj(place -> people.get(place).ended(taken.get(place)))
                    .toList();
            assertThat(both)
                    .allSatisfy(each -> assertThat(each.path("state").asString())
                            .as("%s", each)
                            .isEqualTo("DONE"));
            assertThat(both.stream().mapToInt(each -> each.path("added").asInt()))
                    .contains(600);
            assertThat(database().number("select count(*) from record_head") - before - imports(both))
                    .isEqualTo(600);
        }
    }

    private static long imports(List<JsonNode> uploads) {
        return uploads.stream()
                .map(each -> each.path("import").asString(""))
                .filter(id -> !id.isEmpty())
                .distinct()
                .count();
    }

    private static List<Reply> atOnce(int count, IntFunction<Reply> sent) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(count, 32));
        try {
            List<CompletableFuture<Reply>> all = IntStream.range(0, count)
                    .mapToObj(place -> CompletableFuture.supplyAsync(() -> sent.apply(place), threads))
                    .toList();
            return all.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/x", "/etc/passwd", "CON", "a\u202Evsc.exe", "..", "a\\\\b", "", "a%0Ab.csv", "LONG"})
    void case70ANameIsNeverAPathAndIsShownWithEveryCharacterVisible(String hostile, CapturedOutput output) {
        String name = hostile.replace("LONG", "x".repeat(4_000));
        Sender sender = sender();
        JsonNode upload = sender.ended(sender.send(bodies("check", name, table(1))));
        assertThat(upload.path("state").asString()).as("%s", upload).isEqualTo("CHECKED");
        assertThat(upload.path("file").asString()).hasSizeLessThan(500).doesNotContain("\u202E", "\n");
        assertThat(output.getAll()
                        .lines()
                        .filter(line -> line.contains(upload.path("id").asString())))
                .singleElement(as(STRING))
                .contains("Upload ")
                .doesNotContain("\u202E");
        assertThat(uploads().resolveSibling("etc")).doesNotExist();
        await("nothing is left", () -> files().isEmpty());
    }

    @Test
    void case73AHundredFilesAtOnceFromOnePersonKeepNobodyElseWaiting() {
        Sender flood = sender();
        List<Reply> answers = atOnce(
                100,
                place ->
                        place == 50 ? sender().send(bodies("check", table(1))) : flood.send(bodies("check", table(1))));
        assertThat(answers.get(50).status()).as(answers.get(50).body()).isEqualTo(202);
        List<Reply> refused =
                answers.stream().filter(answer -> answer.status() != 202).toList();
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(429);
            assertThat(answer.errorCode()).isEqualTo("RATE_LIMITED");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        await("all places are free again", () -> files().isEmpty());
    }
}

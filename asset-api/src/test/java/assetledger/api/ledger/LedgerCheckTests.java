package assetledger.api.ledger;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.demonstration.Portfolio;
import assetledger.api.testing.Change;
import assetledger.api.testing.FreshServer;
import assetledger.api.testing.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** Somebody who may switch the database's own guards off leaves traces that are found, each with its place. */
@FreshServer
class LedgerCheckTests extends RunningServer {
    private static final List<String> TABLES = List.of(
            "event",
            "payload",
            "answer",
            "pack_content",
            "record_head",
            "identifier_claim",
            "authority_event",
            "import_row",
            "ledger_head");
    private static final UUID KEY = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @Autowired
    private Portfolio portfolio;

    @Autowired
    private LedgerCheck check;

    /** The last event but one registers an authority, and the last revises it. */
    @BeforeEach
    void somethingOfEverything() {
        await(portfolio.load());
        Change first = registrar().ask("register", authority("Archive"), KEY);
        if (!first.replayed()) {
            registrar()
                    .record(
                            "revise",
                            Map.of(
                                    "record", byId(first.id()),
                                    "expectedVersion", 1,
                                    "changes", Map.of("subject", Map.of("name", name("Archive")))));
        }
        guarded(false);
        TABLES.forEach(table -> database().execute("create table kept_%1$s as table %1$s".formatted(table)));
    }

    @AfterEach
    void asItWas() {
        database().execute("truncate " + String.join(", ", TABLES));
        TABLES.forEach(
                table -> database().execute("insert into %1$s table kept_%1$s; drop table kept_%1$s".formatted(table)));
        guarded(true);
    }

    /** A superuser can keep triggers and foreign keys from working in his session. */
    private static void guarded(boolean guarded) {
        database().execute("set session_replication_role = " + (guarded ? "origin" : "replica"));
    }

    @Test
    void aLedgerThatNobodyTamperedWithIsSound() {
        LedgerCheck.Report report = await(check.run(List.of(), done -> {}));
        assertThat(report.shown()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.events()).isEqualTo(database().size());
        assertThat(report.answers()).isEqualTo(database().number("select count(*) from answer"));
        assertThat(report.digest())
                .isEqualTo(database()
                        .rows(
                                "select encode(sha256(string_agg(leaf_hash, '' order by position)), 'hex') as digest from event")
                        .get(0)
                        .text("digest"));
    }

    /** What is done, where :last is the last position, and what is found. */
    static Stream<Arguments> tamperings() {
        return Stream.of(
                Arguments.of(
                        "update payload set body = convert_to(replace(convert_from(body, 'UTF8'), 'Archive', 'Brchive'), 'UTF8')"
                                + " where position = :last",
                        "position :last: salt and payload are not those that the leaf commits to"),
                Arguments.of(
                        "update payload set salt = sha256(salt) where position = 5",
                        "position 5: salt and payload are not those that the leaf commits to"),
                Arguments.of(
                        "update event set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '\"eff\":\"2', '\"eff\":\"1'), 'UTF8')"
                                + " where position = 7",
                        "position 7: the leaf hash is not that of the leaf"),
                Arguments.of(
                        "update event set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '\"prev\":\"', '\"prev\":\"0'), 'UTF8')"
                                + " where position = :last",
                        "position :last: prev is not the leaf hash of the event before"),
                Arguments.of(
                        "update event set position = case position when 20 then 21 else 20 end + 1000000 where position in (20, 21);"
                                + " update event set position = position - 1000000 where position >= 1000000",
                        "position 20: salt and payload are not those that the leaf commits to"),
                Arguments.of(
                        "delete from payload where position = 30; delete from event where position = 30",
                        "position 31: position 30 was to follow, but here is 31"),
                Arguments.of(
                        "delete from payload where position = :last; delete from event where position = :last",
                        "ledger_head: the size is"),
                Arguments.of(
                        "delete from payload where position = 12",
                        "position 12: its payload is missing, and only descriptions of persons are ever erased"),
                Arguments.of("delete from event where position = 12", "position 12: a payload without an event"),
                Arguments.of(
                        "update event set version = 9 where position = :last", "position :last: the table has another"),
                Arguments.of(
                        "update record_head set version = 7 where position = :last",
                        "position :last: record_head or identifier_claim"),
                Arguments.of(
                        "delete from record_head where position = :last", "position :last: it is the last of record"),
                Arguments.of(
                        "update record_head set position = :last - 1 where position = :last",
                        "record_head takes it for the last of record"),
                Arguments.of(
                        "delete from identifier_claim where value = 'Archive'",
                        "position :last: record_head or identifier_claim"),
                Arguments.of(
                        "delete from authority_event where position = :last",
                        "position :last: it is not in the stream of the authority for which it stands"),
                Arguments.of(
                        "insert into authority_event values (gen_random_uuid(), :last)",
                        "position :last: it is in the stream of authority"),
                Arguments.of(
                        "insert into identifier_claim values ('test', 'stolen', gen_random_uuid())",
                        "it claims an identifier, and is no record"),
                Arguments.of(
                        "update answer set body = convert_to('{\"items\":[{\"position\":999999}]}', 'UTF8')"
                                + " where key = '00000000-0000-4000-8000-000000000001'",
                        "answer 00000000-0000-4000-8000-000000000001: it points to position 999999"),
                Arguments.of(
                        "delete from answer where key = '00000000-0000-4000-8000-000000000001'",
                        "the answer that its request 00000000-0000-4000-8000-000000000001 was given is lost"),
                Arguments.of("update pack_content set content = 'other'", "the content has another hash"),
                Arguments.of("update ledger_head set size = size + 1", "ledger_head: the size is"),
                Arguments.of(
                        "update ledger_head set recorded = recorded + interval '1 day'",
                        "ledger_head: the last event is of"));
    }

    @MethodSource("tamperings")
    @ParameterizedTest
    void whatWasDoneInTheDatabaseIsFoundWithItsPlace(String tampering, String found) {
        String last = Long.toString(database().size() - 1);
        database().execute(tampering.replace(":last", last));
        LedgerCheck.Report report = await(check.run(List.of(), done -> {}));
        assertThat(report.sound()).isFalse();
        assertThat(report.faults()).isEqualTo(report.shown().size());
        assertThat(report.shown()).anySatisfy(fault -> assertThat(fault).contains(found.replace(":last", last)));
    }

    @Test
    void aHundredFaultsAreShownAndTheRestCounted() {
        database().execute("update payload set salt = sha256(salt)");
        LedgerCheck.Report report = await(check.run(List.of(), done -> {}));
        assertThat(report.faults()).isEqualTo(database().size());
        assertThat(report.shown()).hasSize(100);
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }
}

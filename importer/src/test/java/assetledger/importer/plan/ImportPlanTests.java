package assetledger.importer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.importer.mapping.Mapping;
import assetledger.importer.mapping.MappingReader;
import assetledger.importer.source.Row;
import assetledger.importer.source.RowSource;
import assetledger.importer.source.Sources;
import assetledger.importer.source.TableForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPlanTests {
    private static final String MAPPING = """
            mapping: m
            key: [id]
            records:
              - register:
                  record:
                    spendingLine:
                      name: {column: name, required: true}
                      amounts:
                        - {year: 2023, amount: {column: sum, number: {decimal: ","}}}
                      externalIds:
                        - {scheme: s, value: {column: id}}
            """;

    @TempDir
    private Path folder;

    @Test
    void mapsARowAndKnowsTheCellOfEachField() throws IOException {
        PlannedRow row = plan("id,name,sum\n7,Seven,\"1,5\"\n").get(0);

        MappedCommand command = row.commands().get(0);
        assertThat(command.input().toString())
                .isEqualTo(
                        "{\"register\":{\"record\":{\"spendingLine\":{\"name\":\"Seven\","
                                + "\"amounts\":[{\"year\":2023,\"amount\":\"1.5\"}],\"externalIds\":[{\"scheme\":\"s\",\"value\":\"7\"}]}}}}");
        assertThat(command.label()).isEqualTo("spendingLine");
        assertThat(command.source("amounts[0].amount")).contains(new MappedCommand.Source(2, "sum", "1,5"));
        assertThat(command.source("externalIds[0].value")).contains(new MappedCommand.Source(2, "id", "7"));
        assertThat(command.source("externalIds")).contains(new MappedCommand.Source(2, "id", "7"));
        assertThat(command.source("register.record.spendingLine.name"))
                .contains(new MappedCommand.Source(2, "name", "Seven"));
        assertThat(command.source("amounts[0].amount.scale")).contains(new MappedCommand.Source(2, "sum", "1,5"));
        assertThat(command.source("amounts[0].year")).isEmpty();
        assertThat(command.source("")).isEmpty();
    }

    @Test
    void tellsRepeatsFromRowsThatSaySomethingElse() throws IOException {
        List<PlannedRow> rows = plan("id,name,sum,note\n1,A,5,x\n1,A,5,y\n1,B,6,x\n2,A,5,x\n");

        assertThat(rows.get(1).leader()).isEqualTo(2);
        assertThat(rows.get(2).problems())
                .containsExactly(
                        new Problem(
                                4,
                                "name",
                                "B",
                                "Row 2 has the same id but another name; one record cannot have both, so correct one of the rows"),
                        new Problem(
                                4,
                                "sum",
                                "6",
                                "Row 2 has the same id but another sum; one record cannot have both, so correct one of the rows"));
        assertThat(rows.get(3).commands()).hasSize(1);
    }

    @Test
    void reportsEveryProblemOfARowWithItsPlaceAndValue() throws IOException {
        List<PlannedRow> rows = plan("id,name,sum\n1,,1.5\n,B,1\n2,C\n");

        assertThat(rows.get(0).problems())
                .containsExactly(
                        new Problem(2, "name", "", "This cell must have a value"),
                        new Problem(2, "sum", "1.5", "A number looks like 1234,50 here"));
        assertThat(rows.get(1).problems()).extracting(Problem::column).containsExactly("id");
        assertThat(rows.get(2).problems()).extracting(Problem::row).containsExactly(4);
    }

    @Test
    void aCellThatNobodyReadsMayHoldWhatNobodyCouldRead() throws IOException {
        List<PlannedRow> rows = plan("id,name,sum,note\n1,A,5,x\uFFFD\n2,A\uFFFD,5,x\n");

        assertThat(rows.get(0).problems()).isEmpty();
        assertThat(rows.get(0).commands()).hasSize(1);
        assertThat(rows.get(1).problems()).extracting(Problem::column).containsExactly("name");
    }

    @Test
    void aRowThatIsReportedIsNotRepeatedByALaterOne() throws IOException {
        List<PlannedRow> rows = plan("id,name,sum\n1,A,x\n1,A,5\n1,A,x\n");

        assertThat(rows).extracting(PlannedRow::isReported).containsExactly(true, false, true);
        assertThat(rows.get(1).commands()).hasSize(1);
    }

    @Test
    void findsRepeatsAmongManyRows() {
        SeenRows seen = new SeenRows(50_000, 1);
        for (int row = 2; row < 50_000; row++) {
            Digest key = Digest.of(List.of("key", Integer.toString(row)));
            assertThat(seen.put(row, key, key, new short[] {(short) row})).isNegative();
        }
        for (int row = 2; row < 50_000; row++) {
            Digest key = Digest.of(List.of("key", Integer.toString(row)));
            int slot = seen.put(99, key, key, new short[] {0});
            assertThat(seen.row(slot)).isEqualTo(row);
            assertThat(seen.hasContent(slot, key)).isTrue();
            assertThat(seen.mark(slot, 0)).isEqualTo((short) row);
        }
    }

    private static final String GROUPED = """
            mapping: m
            key: [id]
            group: true
            records:
              - put:
                  record:
                    spendingLine:
                      name: {column: name, required: true}
                      amounts:
                        - {year: {column: year}, amount: {column: sum, number: {decimal: ","}}}
                      externalIds:
                        - {scheme: s, value: {column: id}}
              - when: measure
                putLink: {kind: PAYS_FOR, tail: {external: {scheme: s, value: {column: id}}}, head: {id: {column: measure}}}
            """;

    @Test
    void gathersTheRowsOfAKeyThatNeedNotBeNeighbours() throws IOException {
        List<PlannedRow> rows = plan(GROUPED, """
                id,name,year,sum,measure
                1,A,2023,5,m1
                2,B,2023,7,
                1,A,2024,6,m2
                1,A,2024,6,m2
                """);

        assertThat(rows).extracting(PlannedRow::number).containsExactly(3, 2, 4, 5);
        assertThat(rows.get(1).commands())
                .extracting(command -> command.input().toString().replace('"', '\''))
                .containsExactly(
                        "{'put':{'record':{'spendingLine':{'name':'A','amounts':[{'year':2023,'amount':'5'},"
                                + "{'year':2024,'amount':'6'}],'externalIds':[{'scheme':'s','value':'1'}]}}}}",
                        "{'putLink':{'kind':'PAYS_FOR','tail':{'external':{'scheme':'s','value':'1'}},'head':{'id':'m1'}}}",
                        "{'putLink':{'kind':'PAYS_FOR','tail':{'external':{'scheme':'s','value':'1'}},'head':{'id':'m2'}}}");
        assertThat(rows.get(1).commands().get(0).source("amounts[1].amount"))
                .contains(new MappedCommand.Source(4, "sum", "6"));
        assertThat(rows.get(2).leader()).isEqualTo(2);
        assertThat(rows.get(2).isRepeat()).isFalse();
        assertThat(rows.get(3).isRepeat()).isTrue();
    }

    @Test
    void reportsAllRowsOfARecordWhereOneDisagreesOrIsWrong() throws IOException {
        List<PlannedRow> rows = plan(
                GROUPED, "id,name,year,sum,measure\n1,A,2023,5,\n1,B,2024,6,\n2,C,2023,x,\n2,C,2024,1,\n3,D,2023,1,\n");

        assertThat(rows.stream().flatMap(row -> row.problems().stream()))
                .containsExactly(
                        new Problem(
                                2,
                                "id",
                                "1",
                                "The row has nothing wrong, but row 3 with the same id has; the rows of a record are recorded together"),
                        new Problem(
                                3,
                                "name",
                                "B",
                                "Row 2 has the same id but another name; one record cannot have both, so correct one of the rows"),
                        new Problem(4, "sum", "x", "A number looks like 1234,50 here"),
                        new Problem(
                                5,
                                "id",
                                "2",
                                "The row has nothing wrong, but row 4 with the same id has; the rows of a record are recorded together"));
        assertThat(rows.get(4).commands()).hasSize(1);
    }

    @Test
    void refusesAFileInWhichTooManyRowsWaitForOthers() {
        int keys = Groups.MOST_WAITING + 1;
        StringBuilder table = new StringBuilder("id,name,year,sum,measure\n");
        for (int year = 2023; year < 2025; year++) {
            for (int key = 0; key < keys; key++) {
                table.append("%d,A,%d,1,%n".formatted(key, year));
            }
        }

        assertThatExceptionOfType(OpenGroupsException.class)
                .isThrownBy(() -> plan(GROUPED, table.toString()))
                .withMessage(
                        "At row 20002, 20001 rows wait for others with their id, and at most 20000 can; sort the file by id");
    }

    @Test
    void reportsARowThatGivesMoreThanABatchHolds() throws IOException {
        String mapping = """
                mapping: m
                key: [id]
                records:
                  - split: {column: list, by: " "}
                    putLink: {kind: USES, tail: {id: x}, head: {id: {column: list}}}
                """;

        assertThat(plan(mapping, "id,list\n1," + "a ".repeat(501) + "\n").get(0).problems())
                .extracting(Problem::sentence)
                .containsExactly("A row gives at most 500 records and links, but this one 501");
    }

    private List<PlannedRow> plan(String table) throws IOException {
        return plan(MAPPING, table);
    }

    private List<PlannedRow> plan(String yaml, String table) throws IOException {
        Mapping mapping = MappingReader.read("m.yaml", yaml);
        Path file = Files.writeString(folder.resolve("table.csv"), table);
        int rows = (int) table.lines().count() - 1;
        LastRows last = mapping.isGrouped() ? new LastRows(mapping, rows) : null;
        if (last != null) {
            each(file, last::note);
        }
        ImportPlan plan = new ImportPlan(
                mapping, Map.of(), List.of(table.lines().findFirst().orElse("").split(",")), rows, last);
        List<PlannedRow> planned = new ArrayList<>();
        each(file, row -> plan.take(row, planned::add));
        return planned;
    }

    private static void each(Path file, Consumer<Row> take) {
        try (RowSource source = Sources.open(file, TableForm.csv(StandardCharsets.UTF_8, ','))) {
            for (Optional<Row> row = source.next(); row.isPresent(); row = source.next()) {
                take.accept(row.get());
            }
        }
    }
}

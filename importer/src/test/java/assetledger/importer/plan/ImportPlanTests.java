package assetledger.importer.plan;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(command.source("amounts[0].amount")).contains(new MappedCommand.Source("sum", "1,5"));
        assertThat(command.source("externalIds[0].value")).contains(new MappedCommand.Source("id", "7"));
        assertThat(command.source("externalIds")).contains(new MappedCommand.Source("id", "7"));
        assertThat(command.source("register.record.spendingLine.name"))
                .contains(new MappedCommand.Source("name", "Seven"));
        assertThat(command.source("amounts[0].amount.scale")).contains(new MappedCommand.Source("sum", "1,5"));
        assertThat(command.source("amounts[0].year")).isEmpty();
        assertThat(command.source("")).isEmpty();
    }

    @Test
    void tellsRepeatsFromRowsThatSaySomethingElse() throws IOException {
        List<PlannedRow> rows = plan("id,name,sum,note\n1,A,5,x\n1,A,5,y\n1,B,6,x\n2,A,5,x\n");

        assertThat(rows.get(1).repeats()).isEqualTo(2);
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
    void aRowThatIsReportedIsNotRepeatedByALaterOne() throws IOException {
        List<PlannedRow> rows = plan("id,name,sum\n1,A,x\n1,A,5\n1,A,x\n");

        assertThat(rows).extracting(PlannedRow::isReported).containsExactly(true, false, true);
        assertThat(rows.get(1).commands()).hasSize(1);
    }

    @Test
    void findsRepeatsAmongManyRows() {
        SeenRows seen = new SeenRows(1);
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

    private List<PlannedRow> plan(String table) throws IOException {
        Mapping mapping = MappingReader.read("m.yaml", MAPPING);
        ImportPlan plan = new ImportPlan(mapping, Map.of());
        List<PlannedRow> rows = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("table.csv"), table);
        try (RowSource source = Sources.open(file, TableForm.csv(StandardCharsets.UTF_8, ','))) {
            for (Optional<Row> row = source.next(); row.isPresent(); row = source.next()) {
                rows.add(plan.plan(row.get()));
            }
        }
        return rows;
    }
}

package assetledger.api.imports;

import static assetledger.api.testing.Registrar.SCHEME;
import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.RunningServer;
import assetledger.importer.ImportOutcome;
import assetledger.importer.ImportOutcome.Result;
import assetledger.importer.ImportRequest;
import assetledger.importer.ImportRun;
import assetledger.importer.send.BatchAnswer;
import assetledger.importer.send.Ledger;
import assetledger.importer.send.SendException;
import assetledger.importer.send.Server;
import assetledger.importer.send.Tally;
import assetledger.importer.send.Unavailable;
import assetledger.importer.source.TableForm.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Files of every kind on the way into a real ledger. */
class ImportedFilesTests extends RunningServer {
    private static final List<String> COLUMNS = List.of("code", "name", "purpose", "since", "year", "sum");
    private static final String RECORDS = """
            records:
              - put:
                  record:
                    system:
                      name: {column: name}
                      purpose: {column: purpose}
                      owner: {external: {scheme: %1$s, value: "%2$s"}}
                      stages: [{stage: operation, from: {column: since}}]
                      externalIds: [{scheme: %1$s, value: {column: code}}]
              - put:
                  record:
                    spendingLine:
                      name: {column: name}
                      owner: {external: {scheme: %1$s, value: "%2$s"}}
                      currency: RUB
                      stages: [{stage: approved, from: {column: since}}]
                      amounts: [{year: {column: year}, amount: {column: sum, number: {scale: 2}}}]
                      externalIds: [{scheme: "%1$s-line", value: {column: code}}]
              - putLink:
                  kind: USES
                  tail: {external: {scheme: %1$s, value: "%2$s"}}
                  head: {external: {scheme: %1$s, value: {column: code}}}
            """;

    @TempDir
    private Path folder;

    private final String owner = name("Owner");
    private final String prefix = name("S");
    private List<List<String>> rows = List.of();

    @BeforeEach
    void anAuthorityAndItsRows() {
        registrar().register(authority(owner));
        rows = List.of(
                List.of(prefix + "-1", "Учёт зелёных насаждений", "=SUM(A1) & <b>", "2021-03-01", "2026", "1234567.10"),
                List.of(prefix + "-2", "Реестр «Ёж»; a, b", "'x _x0041_", "2019-09-15", "2025", "0.5"),
                List.of(prefix + "-3", "Street lights", "\"two\nlines\"", "2024-02-29", "2024", "12"));
    }

    @EnumSource
    @ParameterizedTest
    void theSameRowsInEachKindOfFileGiveTheSameRecords(Format first) throws IOException {
        assertThat(imported(first).tally().records()).isEqualTo(new Tally.Outcomes(9, 0, 0));
        for (Format other : Format.values()) {
            ImportOutcome outcome = imported(other);
            assertThat(outcome.result()).as("%s after %s", other, first).isEqualTo(Result.NOTHING_NEW);
            assertThat(outcome.tally().records()).isEqualTo(new Tally.Outcomes(0, 0, 9));
        }
    }

    @Test
    void anImportThatBrokeOffWhenEverythingWasSentIsFinishedByTheNextRun() throws IOException {
        ImportRequest request = request(Format.CSV);
        ImportOutcome cut = ImportRun.run(ImportRequest.of(
                request.file(), request.mapping(), new NeverFinishing(Objects.requireNonNull(request.ledger()))));
        String id = cut.importId().orElseThrow();
        assertThat(cut.stopped()).isPresent();
        assertThat(state(id)).isEqualTo("OPEN");

        ImportOutcome next = ImportRun.run(request);
        assertThat(next.importId()).contains(id);
        assertThat(next.isOfEarlierRun()).isTrue();
        assertThat(state(id)).isEqualTo("COMPLETED");

        ImportOutcome third = ImportRun.run(request);
        assertThat(third.result()).isEqualTo(Result.NOTHING_NEW);
        assertThat(third.importId()).isEmpty();
    }

    private String state(String id) {
        return client().ask("query ($id: ID!) { importRun(id: $id) { state } }", Map.of("id", id))
                .at("/importRun/state")
                .asString();
    }

    private ImportOutcome imported(Format format) throws IOException {
        ImportOutcome outcome = ImportRun.run(request(format));
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.stopped()).isEmpty();
        return outcome;
    }

    private ImportRequest request(Format format) throws IOException {
        Path file = folder.resolve("rows." + format.word());
        write(format, file);
        Path mapping = Files.writeString(
                folder.resolve(format.word() + ".yaml"),
                "mapping: rows\nformat: %s\n%skey: [code]\n"
                                .formatted(format.word(), format == Format.XML ? "element: list/row\n" : "")
                        + RECORDS.formatted(SCHEME, owner));
        return ImportRequest.of(file, mapping.toString(), Server.at(address(), token()));
    }

    private void write(Format format, Path file) throws IOException {
        switch (format) {
            case CSV -> Files.writeString(file, csv());
            case XLSX -> writeWorkbook(file);
            case XML -> Files.writeString(file, "<list>" + each(this::xml) + "</list>");
            case JSONL -> Files.writeString(file, each(this::json));
        }
    }

    private String csv() {
        return String.join(",", COLUMNS) + "\r\n"
                + each(row -> row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",", "", "\r\n")));
    }

    private String xml(List<String> row) {
        StringBuilder xml = new StringBuilder("<row>");
        for (int column = 0; column < COLUMNS.size(); column++) {
            String text = row.get(column).replace("&", "&amp;").replace("<", "&lt;");
            xml.append("<%1$s>%2$s</%1$s>".formatted(COLUMNS.get(column), text));
        }
        return xml.append("</row>").toString();
    }

    /** With numbers that JSON has. */
    private String json(List<String> row) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        for (int column = 0; column < COLUMNS.size(); column++) {
            JsonNode value = column < 4
                    ? JsonMapper.shared().valueToTree(row.get(column))
                    : JsonMapper.shared().readTree(row.get(column));
            object.set(COLUMNS.get(column), value);
        }
        return object + "\n";
    }

    private String each(Function<List<String>, String> form) {
        return rows.stream().map(form).collect(Collectors.joining());
    }

    /** With days and numbers that a spreadsheet has. */
    private void writeWorkbook(Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("rows");
            for (int column = 0; column < COLUMNS.size(); column++) {
                sheet.value(0, column, COLUMNS.get(column));
                for (int row = 0; row < rows.size(); row++) {
                    put(sheet, row + 1, column, rows.get(row).get(column));
                }
            }
        }
    }

    private static void put(Worksheet sheet, int row, int column, String text) {
        switch (COLUMNS.get(column)) {
            case "since" -> {
                sheet.value(row, column, LocalDate.parse(text));
                sheet.style(row, column).format("dd.mm.yyyy").set();
            }
            case "year", "sum" -> sheet.value(row, column, Double.valueOf(text));
            default -> sheet.value(row, column, text.replace("_x", "_x005F_x"));
        }
    }

    /** A client that is killed when everything is sent. */
    private record NeverFinishing(Ledger server) implements Ledger {
        @Override
        public BatchAnswer preview(List<ObjectNode> commands) throws Unavailable, InterruptedException {
            return server.preview(commands);
        }

        @Override
        public BatchAnswer record(UUID key, List<ObjectNode> commands, Places places)
                throws Unavailable, InterruptedException {
            return server.record(key, commands, places);
        }

        @Override
        public String startImport(UUID key, String source, List<ImportTable> tables)
                throws Unavailable, InterruptedException {
            return server.startImport(key, source, tables);
        }

        @Override
        public Optional<String> openImport(String source, List<ImportTable> tables)
                throws Unavailable, InterruptedException {
            return server.openImport(source, tables);
        }

        @Override
        public String finishImport(UUID key, String id, List<TableCounts> tables) {
            throw new SendException("Killed");
        }
    }
}

package assetledger.importer.own;

import assetledger.importer.own.OwnOutcome.FileRows;
import assetledger.importer.send.Questions;
import assetledger.importer.send.SendException;
import assetledger.importer.table.Cell;
import assetledger.importer.table.Pages;
import assetledger.importer.table.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes an authority's own data: a CSV file and its mapping for each kind of record, and last the set of them all. */
public final class OwnRun {
    /** A mapping of more columns would not be taken. */
    private static final int MOST_COLUMNS = 256;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private final OwnRequest request;
    private final Questions questions;
    private final Authority authority;
    /** What the links name of others, by id, so that each is told once. */
    private final Map<String, List<String>> references = new TreeMap<>();

    private final List<FileRows> files = new ArrayList<>();

    private OwnRun(OwnRequest request) {
        this.request = request;
        this.questions = new Questions(request.server(), request.patience(), request.progress());
        this.authority = Authority.find(request.authority(), questions);
    }

    /**
     * Writes all of it. The set, {@code own.yaml}, comes last, so that a folder without it is not whole.
     *
     * @throws OwnException when the folder is not empty, or the caller may not see all that the files hold
     * @throws SendException when the server cannot be asked, or refuses a question
     */
    public static OwnOutcome run(OwnRequest request) {
        OwnRun run = new OwnRun(request);
        try {
            run.demandEmpty();
            for (OwnTable table : OwnTable.all(run.authority, run::refer)) {
                run.write(table);
            }
            run.writeReferences();
            run.writeSet();
        } catch (IOException e) {
            throw new OwnException("%s cannot be written: %s".formatted(request.out(), e.getMessage()), e);
        }
        return new OwnOutcome(run.authority.name(), run.files, run.references.size());
    }

    private void demandEmpty() throws IOException {
        Files.createDirectories(request.out());
        try (Stream<Path> there = Files.list(request.out())) {
            if (there.findAny().isPresent()) {
                throw new OwnException("The folder %s is not empty; name another".formatted(request.out()));
            }
        }
    }

    private void write(OwnTable table) throws IOException {
        try (Spool spool = new Spool(request.out().resolve(table.name() + ".part"))) {
            gather(table, spool);
            if (spool.size() > 0) {
                write(table, spool);
            }
        }
    }

    private void gather(OwnTable table, Spool spool) throws IOException {
        Pages pages = Pages.of(Documents.RECORDS, questions, Map.of("owner", authority.id(), "kind", table.kind()));
        while (pages.hasNext()) {
            for (JsonNode record : pages.next().entries()) {
                demandSeen(record);
                table.see(record);
                spool.add(record);
            }
            request.progress().written(spool.size());
        }
        if (table.columns().size() > MOST_COLUMNS) {
            throw new OwnException("%s would have %d columns, for so many years or identifiers; an import takes %d"
                    .formatted(table.name(), table.columns().size(), MOST_COLUMNS));
        }
    }

    /** A file without amounts would, imported again, say that there are none. */
    private void demandSeen(JsonNode record) {
        if (record.path("amounts").isNull()) {
            throw new OwnException("You may not see the money of %s; whoever records for it can write this"
                    .formatted(authority.name()));
        }
    }

    private void write(OwnTable table, Spool spool) throws IOException {
        String file = table.name() + ".csv";
        writeRows(file, table.columns(), rows -> spool.forEach(record -> rows.row(cells(table.cells(record)))));
        writeYaml(table.name() + ".yaml", table.mapping(authority));
        files.add(new FileRows(file, spool.size()));
    }

    /** Writes the rows of a file. */
    private interface Rows {
        void into(TableFile file) throws IOException;
    }

    private void writeRows(String name, List<String> columns, Rows rows) throws IOException {
        Path path = request.out().resolve(name);
        try (TableFile file = TableFile.open(path, path)) {
            file.row(cells(columns));
            rows.into(file);
        }
    }

    private static List<Cell> cells(List<String> texts) {
        return texts.stream().map(Cell::text).toList();
    }

    private void refer(JsonNode record) {
        Identifier identifier = Identifier.foreign(record);
        references.put(
                record.path("id").asString(),
                List.of(
                        record.path("kind").asString(),
                        identifier.scheme(),
                        identifier.value(),
                        Part.text(record.path("name"))));
    }

    /** What another ledger must have before it can take the files. */
    private void writeReferences() throws IOException {
        writeRows("references.csv", List.of("kind", "scheme", "value", "name"), file -> {
            for (List<String> reference : references.values()) {
                file.row(cells(reference));
            }
        });
    }

    private void writeSet() throws IOException {
        ObjectNode set = YAML.createObjectNode();
        set.put("set", "own");
        set.put("source", authority.name());
        files.forEach(each -> set.withArrayProperty("tables")
                .addObject()
                .put("file", each.file())
                .put("mapping", each.file().replace(".csv", ".yaml")));
        writeYaml("own.yaml", set);
    }

    private void writeYaml(String name, ObjectNode yaml) throws IOException {
        Files.writeString(request.out().resolve(name), text(yaml));
    }

    static String text(ObjectNode yaml) {
        return YAML.writeValueAsString(yaml);
    }
}

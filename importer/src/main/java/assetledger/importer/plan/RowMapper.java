package assetledger.importer.plan;

import assetledger.importer.mapping.Cells;
import assetledger.importer.mapping.CommandTemplate;
import assetledger.importer.mapping.CommandTemplate.Filled;
import assetledger.importer.mapping.Filling;
import assetledger.importer.mapping.Mapping;
import assetledger.importer.plan.MappedCommand.Source;
import assetledger.importer.source.Fault;
import assetledger.importer.source.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills the commands of a mapping from one row, whatever the other rows say. */
final class RowMapper {
    /** As many as go into one batch, so that a row is never cut. */
    static final int MOST_COMMANDS = 500;

    private final Mapping mapping;
    private final Map<String, Map<String, String>> lookups;
    private final Keys keys;
    private final Set<String> read;

    /** @param header the columns of the file */
    RowMapper(Mapping mapping, Map<String, Map<String, String>> lookups, List<String> header) {
        this.mapping = mapping;
        this.lookups = lookups;
        this.read = Set.copyOf(mapping.columns(header));
        this.keys = new Keys(mapping);
    }

    MappedRow map(Row row) {
        Optional<Digest> key = keys.of(row);
        List<Problem> problems = new ArrayList<>();
        row.faults().stream()
                .filter(this::matters)
                .forEach(fault ->
                        problems.add(new Problem(row.number(), fault.column(), fault.value(), fault.sentence())));
        if (!problems.isEmpty()) {
            return new MappedRow(row, key, List.of(), problems);
        }
        if (key.isEmpty()) {
            String column = mapping.key().get(0);
            problems.add(new Problem(
                    row.number(), column, row.cell(column), "This cell must say which record the row is about"));
        }
        List<MappedCommand> commands = commands(row, problems);
        if (problems.isEmpty()) {
            checkNumber(row, commands, problems);
        }
        return new MappedRow(row, key, problems.isEmpty() ? commands : List.of(), problems);
    }

    /** Of what no command reads, it does not matter whether anybody could. */
    private boolean matters(Fault fault) {
        return fault.column().isEmpty() || read.contains(fault.column());
    }

    private static void checkNumber(Row row, List<MappedCommand> commands, List<Problem> problems) {
        if (commands.isEmpty()) {
            problems.add(
                    new Problem(row.number(), "", "", "The row gives no record: the cells that one needs are empty"));
        }
        if (commands.size() > MOST_COMMANDS) {
            problems.add(new Problem(
                    row.number(),
                    "",
                    "",
                    "A row gives at most %d records and links, but this one %d"
                            .formatted(MOST_COMMANDS, commands.size())));
        }
    }

    private List<MappedCommand> commands(Row row, List<Problem> problems) {
        Filling filling = new Filling(
                new RowCells(row),
                row.header().names(),
                mapping.empty(),
                lookups,
                (column, value, sentence) -> report(new Problem(row.number(), column, value, sentence), problems));
        List<MappedCommand> commands = new ArrayList<>();
        for (CommandTemplate template : mapping.commands()) {
            template.fill(filling)
                    .forEach(filled -> commands.add(new MappedCommand(filled.input(), sources(row, filled))));
        }
        return commands;
    }

    /** A cell that feeds several fields is told of once. */
    private static void report(Problem problem, List<Problem> problems) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private record RowCells(Row row) implements Cells {
        @Override
        public String cell(String column) {
            return row.cell(column);
        }

        @Override
        public boolean isPlain(String column) {
            return row.isPlain(column);
        }
    }

    private static Map<String, Source> sources(Row row, Filled filled) {
        Map<String, Source> sources = new LinkedHashMap<>();
        filled.columns()
                .forEach((path, column) -> sources.put(path, new Source(row.number(), column, row.cell(column))));
        return sources;
    }
}

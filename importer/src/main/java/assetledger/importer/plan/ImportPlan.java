package assetledger.importer.plan;

import assetledger.importer.mapping.CellText;
import assetledger.importer.mapping.CommandTemplate;
import assetledger.importer.mapping.Filling;
import assetledger.importer.mapping.Mapping;
import assetledger.importer.plan.MappedCommand.Source;
import assetledger.importer.source.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Decides what becomes of each row of one file, in the order of the rows. */
public final class ImportPlan {
    private final Mapping mapping;
    private final Map<String, Map<String, String>> lookups;
    private final List<String> columns;
    private final SeenRows seen;

    /**
     * A plan for one file.
     *
     * @param lookups all lookups of the mapping by name, those from files read */
    public ImportPlan(Mapping mapping, Map<String, Map<String, String>> lookups) {
        this.mapping = mapping;
        this.lookups = lookups;
        this.columns = List.copyOf(mapping.columns());
        this.seen = new SeenRows(columns.size());
    }

    public PlannedRow plan(Row row) {
        if (!row.faults().isEmpty()) {
            return PlannedRow.reported(
                    row.number(),
                    row.faults().stream()
                            .map(fault -> new Problem(row.number(), fault.column(), fault.value(), fault.sentence()))
                            .toList());
        }
        List<Problem> problems = new ArrayList<>();
        checkKey(row, problems);
        List<MappedCommand> commands = commands(row, problems);
        if (problems.isEmpty() && commands.isEmpty()) {
            problems.add(
                    new Problem(row.number(), "", "", "The row gives no record: the cells that one needs are empty"));
        }
        return problems.isEmpty() ? placed(row, commands) : PlannedRow.reported(row.number(), problems);
    }

    private void checkKey(Row row, List<Problem> problems) {
        if (mapping.key().stream().allMatch(column -> mapping.empty().contains(CellText.of(row.cell(column))))) {
            String column = mapping.key().get(0);
            problems.add(new Problem(
                    row.number(), column, row.cell(column), "This cell must say which record the row is about"));
        }
    }

    private List<MappedCommand> commands(Row row, List<Problem> problems) {
        List<MappedCommand> commands = new ArrayList<>();
        for (CommandTemplate template : mapping.commands()) {
            Filling filling = new Filling(
                    row::cell,
                    mapping.empty(),
                    lookups,
                    (column, value, sentence) -> report(new Problem(row.number(), column, value, sentence), problems));
            template.fill(filling)
                    .map(input -> new MappedCommand(input, sources(row, filling)))
                    .ifPresent(commands::add);
        }
        return commands;
    }

    /** A cell that feeds several fields is told of once. */
    private static void report(Problem problem, List<Problem> problems) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private static Map<String, Source> sources(Row row, Filling filling) {
        Map<String, Source> sources = new LinkedHashMap<>();
        filling.columns().forEach((path, column) -> sources.put(path, new Source(column, row.cell(column))));
        return sources;
    }

    /** Among the rows before it: as the first with its key, a repeat, or one that says something else. */
    private PlannedRow placed(Row row, List<MappedCommand> commands) {
        if (seen.isFull()) {
            return PlannedRow.reported(
                    row.number(),
                    List.of(new Problem(
                            row.number(),
                            "",
                            "",
                            "A file has at most %d different records; import the rest as a file of its own"
                                    .formatted(SeenRows.MOST_ROWS))));
        }
        Digest key = Digest.of(mapping.key().stream()
                .map(column -> CellText.of(row.cell(column)))
                .toList());
        Digest content = Digest.of(commands.stream()
                .map(MappedCommand::input)
                .map(ObjectNode::toString)
                .toList());
        short[] marks = marks(row);
        int earlier = seen.put(row.number(), key, content, marks);
        if (earlier < 0) {
            return PlannedRow.sent(row.number(), commands);
        }
        return seen.hasContent(earlier, content)
                ? PlannedRow.repeating(row.number(), seen.row(earlier))
                : PlannedRow.reported(row.number(), differences(row, earlier, marks));
    }

    private short[] marks(Row row) {
        short[] marks = new short[columns.size()];
        for (int place = 0; place < marks.length; place++) {
            marks[place] = mark(CellText.of(row.cell(columns.get(place))));
        }
        return marks;
    }

    private static short mark(String text) {
        int hash = text.hashCode();
        return (short) (hash ^ (hash >>> Short.SIZE));
    }

    private List<Problem> differences(Row row, int earlier, short[] marks) {
        String same = String.join(" and ", mapping.key());
        List<Problem> problems = new ArrayList<>();
        for (int place = 0; place < marks.length; place++) {
            if (marks[place] != seen.mark(earlier, place)) {
                String column = columns.get(place);
                problems.add(new Problem(
                        row.number(),
                        column,
                        row.cell(column),
                        "Row %d has the same %s but another %s; one record cannot have both, so correct one of the rows"
                                .formatted(seen.row(earlier), same, column)));
            }
        }
        return problems.isEmpty()
                ? List.of(new Problem(
                        row.number(),
                        mapping.key().get(0),
                        row.cell(mapping.key().get(0)),
                        "Row %d has the same %s but says something else".formatted(seen.row(earlier), same)))
                : problems;
    }
}

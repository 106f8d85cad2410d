package assetledger.importer.plan;

import assetledger.importer.mapping.CellText;
import assetledger.importer.mapping.Mapping;
import assetledger.importer.source.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Each row is a record of its own: the first of its key, a repeat of it, or one that says something else. */
final class SingleRows implements ImportPlan.Rows {
    private final List<String> key;
    private final List<String> columns;
    private final SeenRows seen;

    /** @param columns of the file, those that the mapping reads */
    SingleRows(Mapping mapping, List<String> columns, int rowsInFile) {
        this.key = mapping.key();
        this.columns = columns;
        this.seen = new SeenRows(rowsInFile, columns.size());
    }

    @Override
    public void take(MappedRow row, Consumer<PlannedRow> planned) {
        planned.accept(row.problems().isEmpty() ? placed(row) : row.reported());
    }

    private PlannedRow placed(MappedRow mapped) {
        Row row = mapped.row();
        if (seen.isFull()) {
            return PlannedRow.reported(
                    row,
                    List.of(new Problem(
                            row.number(),
                            "",
                            "",
                            "A file has at most %d different records; import the rest as a file of its own"
                                    .formatted(SeenRows.MOST_ROWS))));
        }
        Digest content = Digest.of(mapped.commands().stream()
                .map(MappedCommand::input)
                .map(ObjectNode::toString)
                .toList());
        short[] marks = marks(row);
        int earlier = seen.put(row.number(), mapped.key().orElseThrow(), content, marks);
        if (earlier < 0) {
            return PlannedRow.sent(row, mapped.commands());
        }
        return seen.hasContent(earlier, content)
                ? PlannedRow.repeating(row, seen.row(earlier))
                : PlannedRow.reported(row, differences(row, earlier, marks));
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
        List<Problem> problems = new ArrayList<>();
        for (int place = 0; place < marks.length; place++) {
            if (marks[place] != seen.mark(earlier, place)) {
                String column = columns.get(place);
                problems.add(Disagreement.of(row.number(), column, row.cell(column), key, seen.row(earlier)));
            }
        }
        return problems.isEmpty()
                ? List.of(new Problem(
                        row.number(),
                        key.get(0),
                        row.cell(key.get(0)),
                        "Row %d has the same %s but says something else"
                                .formatted(seen.row(earlier), String.join(" and ", key))))
                : problems;
    }
}

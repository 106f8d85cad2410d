package assetledger.api.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table, beside events and their payloads, whose rows are not made from events: an export that left it out would lose
 * them. A new one is a line in {@link #ALL}; a test compares these with the database.
 * @param table as the database and an export call it
 * @param keys how many of the columns, from the first, are the primary key
 * @param columns all of them
 */
public record KeptTable(String table, int keys, List<Column> columns) {
    /** Exported before the events, since a pack's file must be there when its activation is. */
    public static final KeptTable PACK_CONTENT = new KeptTable(
            "pack_content", 1, List.of(new Column("sha256", Form.TEXT), new Column("content", Form.BASE64)));

    public static final KeptTable ANSWER = new KeptTable(
            "answer",
            2,
            List.of(
                    new Column("person", Form.TEXT),
                    new Column("key", Form.UUID),
                    new Column("request_hash", Form.HEX),
                    new Column("body", Form.UTF8)));

    public static final KeptTable IMPORT_ROW = new KeptTable(
            "import_row",
            4,
            List.of(
                    new Column("import", Form.UUID),
                    new Column("tbl", Form.INTEGER),
                    new Column("row", Form.INTEGER),
                    new Column("record", Form.UUID),
                    new Column("version", Form.INTEGER),
                    new Column("outcome", Form.TEXT)));

    /** In the order in which they are exported; all but the first follow the events. */
    public static final List<KeptTable> ALL = List.of(PACK_CONTENT, ANSWER, IMPORT_ROW);

    /** A column, and how its values become texts. */
    public record Column(String name, Form form) {}

    /** How values become texts, and texts values, in PostgreSQL. */
    public enum Form {
        TEXT("%s", "%s"),
        UUID("cast(%s as text)", "cast(%s as uuid)"),
        INTEGER("cast(%s as text)", "cast(%s as integer)"),
        /** Bytes that are text. */
        UTF8("convert_from(%s, 'UTF8')", "convert_to(%s, 'UTF8')"),
        HEX("encode(%s, 'hex')", "decode(%s, 'hex')"),
        /** PostgreSQL breaks its lines, which nobody needs. */
        BASE64("translate(encode(%s, 'base64'), E'\\n', '')", "decode(%s, 'base64')");

        private final String reading;
        private final String writing;

        Form(String reading, String writing) {
            this.reading = reading;
            this.writing = writing;
        }
    }

    public static Optional<KeptTable> of(String table) {
        return ALL.stream().filter(kept -> kept.table.equals(table)).findFirst();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** All rows, as texts, by their key. */
    String select() {
        return "select %s from %s order by %s"
                .formatted(
                        joined(column -> column.form.reading.formatted(column.name) + " as " + column.name),
                        table,
                        names().subList(0, keys).stream()
                                // The table's column and not the text made of it, so that the index gives the order.
                                .map(name -> table + "." + name)
                                .collect(Collectors.joining(", ")));
    }

    /** Takes an array of texts for each column, under the column's name. */
    String insert() {
        return "insert into %s (%s) select %s from unnest(%s) as added (%s)"
                .formatted(
                        table,
                        joined(Column::name),
                        joined(column -> column.form.writing.formatted(column.name)),
                        joined(column -> ":" + column.name),
                        joined(Column::name));
    }

    private String joined(Function<Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }
}

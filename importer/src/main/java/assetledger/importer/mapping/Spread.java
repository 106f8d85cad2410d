package assetledger.importer.mapping;

import assetledger.importer.mapping.Filling.Bound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where one row gives an element several times: what each time is called by which name. */
sealed interface Spread permits Spread.Split, Spread.Unpivot {
    /** More than any cell of an honest table has. */
    int MOST_PARTS = 1_000;

    /** One for each time; empty when the row has nothing for the element. */
    List<Map<String, Bound>> names(Filling filling);

    /** The columns it reads. */
    Set<Column> columns();

    /** Whether inside the element a name is not that of a column of the file. */
    boolean defines(String name);

    /**
     * The parts of one cell.
     *
     * @param by what stands between the parts
     * @param at what stands inside a part; empty where a part is one text
     * @param into what the texts of a part are called; the column itself where a part is one text
     */
    record Split(Column column, String by, String at, List<String> into) implements Spread {
        @Override
        public List<Map<String, Bound>> names(Filling filling) {
            if (!filling.has(column.name())) {
                filling.absent();
                return List.of();
            }
            String cell = filling.text(column.name());
            if (cell.isEmpty()) {
                filling.placed("", column.name(), false);
                return List.of();
            }
            List<Map<String, Bound>> parts = new ArrayList<>();
            for (String part : cell.split(Pattern.quote(by), MOST_PARTS + 1)) {
                if (!CellText.of(part).isEmpty()) {
                    add(part, filling, parts);
                }
            }
            if (parts.size() > MOST_PARTS) {
                filling.misfit(column.name(), "A cell has at most %d parts".formatted(MOST_PARTS));
            }
            return parts;
        }

        private void add(String part, Filling filling, List<Map<String, Bound>> parts) {
            List<String> texts = at.isEmpty() ? List.of(part) : List.of(part.split(Pattern.quote(at), -1));
            if (texts.size() != into.size()) {
                filling.misfit(
                        column.name(),
                        "Each part between '%s' looks like %s here, but one is '%s'"
                                .formatted(by, String.join(at, into), CellText.of(part)));
                return;
            }
            Map<String, Bound> names = new LinkedHashMap<>();
            for (int place = 0; place < into.size(); place++) {
                names.put(into.get(place), new Bound(column.name(), texts.get(place), false));
            }
            parts.add(names);
        }

        @Override
        public Set<Column> columns() {
            return Set.of(column);
        }

        @Override
        public boolean defines(String name) {
            return into.contains(name);
        }
    }

    /**
     * Columns side by side that say the same of different things, such as one for each year.
     *
     * @param name what the name of a column is called, or what its {@code *} stands for
     * @param value what its cell is called
     */
    record Unpivot(List<Column> from, String name, String value) implements Spread {
        @Override
        public List<Map<String, Bound>> names(Filling filling) {
            List<Map<String, Bound>> found = new ArrayList<>();
            for (Column column : from) {
                List<String> columns = column.in(filling.header());
                if (columns.isEmpty()) {
                    filling.absent();
                }
                columns.forEach(each -> found.add(Map.of(
                        name, new Bound(each, label(column, each), false),
                        value, new Bound(each, filling.text(each), true))));
            }
            return found;
        }

        private static String label(Column column, String found) {
            if (!column.isPattern()) {
                return found;
            }
            Matcher matcher = column.pattern().matcher(found);
            return matcher.matches() ? matcher.group(1) : found;
        }

        @Override
        public Set<Column> columns() {
            return new LinkedHashSet<>(from);
        }

        @Override
        public boolean defines(String text) {
            return text.equals(name) || text.equals(value);
        }
    }
}

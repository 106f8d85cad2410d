package assetledger.importer.mapping;

import assetledger.importer.source.TableForm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the rows of a table become commands.
 *
 * @param source where the table comes from, in words; may be empty
 * @param form how the table stands in its file
 * @param escaped whether a {@code '} before a text only keeps spreadsheets from taking it for a formula
 * @param empty the cells that mean "no value"; the empty cell always does
 * @param key the columns that say which record a row is about
 * @param isGrouped whether all rows of a key make one record together
 * @param entries the lookups that the mapping writes out, by name
 * @param lookupFiles the lookups that stand in files beside the imported one, by name
 * @param commands what a row gives, in the order of sending
 */
public record Mapping(
        String name,
        String source,
        TableForm form,
        boolean escaped,
        Set<String> empty,
        List<String> key,
        boolean isGrouped,
        Map<String, Map<String, String>> entries,
        Map<String, LookupFile> lookupFiles,
        List<CommandTemplate> commands) {

    /** A table of two columns: what stands in a cell, and what stands for it. */
    public record LookupFile(String file, String key, String value) {}

    /** The columns of a file that it reads, those of the key first. */
    public List<String> columns(List<String> header) {
        Set<String> columns = new LinkedHashSet<>(key);
        read().forEach(column -> columns.addAll(column.in(header)));
        return List.copyOf(columns);
    }

    /**
     * Holds the mapping against the header of a file.
     *
     * @param problems what is wrong with the header itself
     * @throws MappingException when the header is not in order or lacks columns that the mapping needs; names them all */
    public void checkColumns(List<String> header, List<String> problems) {
        List<String> faults = ColumnCheck.faults(read(), header, problems);
        if (!faults.isEmpty()) {
            throw new MappingException(name, faults);
        }
    }

    private Set<Column> read() {
        Set<Column> columns = new LinkedHashSet<>();
        key.forEach(column -> columns.add(Column.needed(column)));
        commands.forEach(command -> columns.addAll(command.columns()));
        return columns;
    }
}

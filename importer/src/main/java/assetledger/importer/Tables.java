package assetledger.importer;

import assetledger.importer.mapping.MappingException;
import assetledger.importer.mapping.MappingReader;
import assetledger.importer.mapping.TableSet;
import assetledger.importer.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The tables of one run, each read once to its end, so that a file or a mapping that cannot work is refused before
 * anything else is done.
 *
 * @param isSet whether a set names them
 */
record Tables(String name, boolean isSet, List<Table> list) {

    /** @throws MappingException or {@link SourceException} when one cannot be used */
    static Tables of(Path file, String mapping) {
        MappingText text = MappingText.find(mapping);
        Optional<TableSet> set = TableSet.read(mapping, text.text());
        if (set.isPresent()) {
            return ofSet(file, set.get(), text);
        }
        if (Files.isDirectory(file)) {
            throw new SourceException(
                    "%s is a folder, and %s is the mapping of one table; a set names the tables of a folder"
                            .formatted(file, mapping));
        }
        Table table = Table.of(file, MappingReader.read(mapping, text.text()), text);
        return new Tables(table.mapping().name(), false, List.of(table));
    }

    private static Tables ofSet(Path folder, TableSet set, MappingText text) {
        if (!Files.isDirectory(folder)) {
            throw new SourceException("%s is no folder; the set %s is imported from the folder that holds its tables"
                    .formatted(folder, set.name()));
        }
        List<Table> tables = set.tables().stream()
                .map(each -> {
                    MappingText mapping = text.beside(each.mapping());
                    return Table.of(
                            folder.resolve(each.file()), MappingReader.read(each.mapping(), mapping.text()), mapping);
                })
                .toList();
        return new Tables(set.name(), true, tables);
    }

    int rows() {
        return list.stream().mapToInt(table -> table.survey().rows()).sum();
    }
}

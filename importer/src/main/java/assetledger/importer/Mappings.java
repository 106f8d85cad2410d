package assetledger.importer;

import assetledger.importer.mapping.MappingException;
import assetledger.importer.mapping.TableSet;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What is known of mappings before there is a table. */
public final class Mappings {
    private Mappings() {}

    /** The names of the mappings and sets that ship. */
    public static List<String> shipped() {
        return MappingText.shippedNames();
    }

    /**
     * The mappings that a set names, in its order; empty when it is no set but a mapping.
     *
     * @param mapping a file, or the name of one that ships
     * @throws ImportRefusedException when it cannot be read
     */
    public static Optional<List<String>> ofSet(String mapping) {
        try {
            return TableSet.read(mapping, MappingText.find(mapping).text())
                    .map(set ->
                            set.tables().stream().map(TableSet.Table::mapping).toList());
        } catch (MappingException | UncheckedIOException e) {
            throw new ImportRefusedException(String.valueOf(e.getMessage()), e);
        }
    }
}

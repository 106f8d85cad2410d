package assetledger.importer.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens tables of every kind of file. */
public final class Sources {
    private Sources() {}

    /**
     * Opens a file at its first row.
     *
     * @throws SourceException when the file is missing, is of another kind than its form says, or has no header to
     *     go by */
    public static RowSource open(Path file, TableForm form) {
        if (!Files.isRegularFile(file)) {
            throw new SourceException("There is no file %s".formatted(FileName.shown(file)));
        }
        try {
            FileKind.check(file, form.format());
            return switch (form.format()) {
                case CSV -> CsvSource.open(file, form);
                case XLSX -> XlsxSource.open(file, form);
                case XML -> XmlSource.open(file, form);
                case JSONL -> JsonLinesSource.open(file, form);
            };
        } catch (IOException e) {
            throw new SourceException("%s cannot be read: %s".formatted(FileName.shown(file), e.getMessage()), e);
        }
    }
}

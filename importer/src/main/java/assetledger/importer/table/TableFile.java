package assetledger.importer.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A table that is being written; it is whole once it is closed. */
public interface TableFile extends AutoCloseable {

    /** Writes the next row, the names of the columns first. */
    void row(List<Cell> cells) throws IOException;

    @Override
    void close() throws IOException;

    /** The forms that a table has. */
    enum Form {
        CSV("text/csv; charset=utf-8"),
        TSV("text/tab-separated-values; charset=utf-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }

        /** The form by the ending of a file's name, without the dot; empty where no form ends so. */
        public static Optional<Form> ofEnding(String ending) {
            return Stream.of(values())
                    .filter(form -> form.ending().equals(ending))
                    .findFirst();
        }

        public String ending() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Begins a table that goes where the bytes go; it closes them. */
    static TableFile to(OutputStream bytes, Form form) throws IOException {
        return switch (form) {
            case CSV -> new SeparatedFile(bytes, ',');
            case TSV -> new SeparatedFile(bytes, '\t');
            case XLSX -> new XlsxFile(bytes);
        };
    }

    /**
     * Begins a table in the form that a file's name says.
     *
     * @param part where it is written
     * @param name what it will be called
     * @throws TableException when the name ends like no table
     */
    static TableFile open(Path part, Path name) throws IOException {
        String ending =
                String.valueOf(name.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("^.*\\.", "");
        Form form = Form.ofEnding(ending)
                .orElseThrow(() -> new TableException(
                        "A table's name ends with .csv, .tsv or .xlsx, but this is %s".formatted(name)));
        return to(new BufferedOutputStream(Files.newOutputStream(part)), form);
    }
}

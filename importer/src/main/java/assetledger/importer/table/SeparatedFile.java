package assetledger.importer.table;

import assetledger.importer.source.FormulaGuard;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * CSV and TSV in UTF-8, with a byte order mark, by which spreadsheets tell the encoding. No cell can be taken for a
 * formula.
 */
final class SeparatedFile implements TableFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CsvWriter writer;

    SeparatedFile(OutputStream bytes, char separator) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
        text.write(BYTE_ORDER_MARK);
        // A line with nothing in it would be no row; an empty cell in quotes is one.
        this.writer = CsvWriter.builder()
                .fieldSeparator(separator)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(text);
    }

    @Override
    public void row(List<Cell> cells) {
        writer.writeRecord(cells.stream()
                .map(cell -> cell.number() ? cell.text() : FormulaGuard.on(cell.text()))
                .toList());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}

package assetledger.api.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;

/** A table of systems with their functions and their money, as {@code bench/portfolio.yaml} reads it; every second row is Russian. */
final class GeneratedTable {
    static final int OWNERS = 300;
    static final int FUNCTIONS = 2_000;
    static final int MEASURES = 2_000;
    /** Commands that a row gives, each of which is an event. */
    static final int COMMANDS = 4;

    private static final LocalDate FIRST_DAY = LocalDate.of(2010, 1, 1);
    private static final int DAYS = 5_000;

    private final Random chance = new Random(20261125);

    /** The same rows whenever it is called. */
    static void write(Path file, int rows) throws IOException {
        GeneratedTable table = new GeneratedTable();
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(
                    "system no",
                    "system",
                    "purpose",
                    "owner",
                    "since",
                    "function",
                    "line no",
                    "expense",
                    "measure",
                    "year",
                    "amount");
            for (int row = 0; row < rows; row++) {
                csv.writeRecord(table.row(row));
            }
        }
    }

    private String[] row(int i) {
        boolean russian = i % 2 == 1;
        LocalDate since = FIRST_DAY.plusDays(chance.nextInt(DAYS));
        return new String[] {
            "INV-" + i,
            (russian ? "Информационная система учёта объектов № %d" : "Information system for objects no. %d")
                    .formatted(i),
            russian
                    ? "Ведёт реестр объектов и обращений граждан, готовит отчёты для ведомства"
                    : "Keeps the register of objects and of what citizens ask, and reports to the authority",
            "subject-" + chance.nextInt(OWNERS),
            since.toString(),
            "function-" + chance.nextInt(FUNCTIONS),
            "BL-" + i,
            (russian ? "Сопровождение системы № %d" : "Maintenance of system no. %d").formatted(i),
            "measure-" + chance.nextInt(MEASURES),
            Integer.toString(since.getYear()),
            BigDecimal.valueOf(chance.nextInt(1_000_000_000), 2).toPlainString()
        };
    }
}

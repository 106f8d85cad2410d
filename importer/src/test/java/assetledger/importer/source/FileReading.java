package assetledger.importer.source;

import assetledger.importer.source.TableForm.Format;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file to its end and tells what came of it. */
final class FileReading {
    private static final int SHOWN = 10;

    private FileReading() {}

    /**
     * The sentence that refuses the file; or how many rows are good and how many are reported, then notes, problems of
     * the header, some faults, and the first cells of some rows.
     */
    static String answer(Path file, TableForm form) {
        try (RowSource source = Sources.open(file, form)) {
            return answer(source);
        } catch (SourceException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String answer(RowSource source) {
        int good = 0;
        int reported = 0;
        List<String> faults = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        for (Optional<Row> next = source.next(); next.isPresent(); next = source.next()) {
            Row row = next.get();
            if (row.faults().isEmpty()) {
                good++;
                add(cells, row.cells().get(0));
            } else {
                reported++;
                row.faults()
                        .forEach(fault -> add(
                                faults, "row %d, %s: %s".formatted(row.number(), fault.column(), fault.sentence())));
            }
        }
        List<String> answer = new ArrayList<>(List.of("%d good, %d reported".formatted(good, reported)));
        answer.addAll(source.notes());
        answer.addAll(source.header().problems());
        answer.addAll(faults);
        answer.add(String.join(" ", cells));
        return String.join("; ", answer);
    }

    private static void add(List<String> some, String text) {
        if (some.size() < SHOWN) {
            some.add(text);
        }
    }

    /** The arguments by which a process of its own reads a file. */
    static List<String> arguments(Path file, TableForm form) {
        return List.of(
                form.format().name(),
                form.encoding().name(),
                Integer.toString(form.separator()),
                form.element(),
                file.toString());
    }

    /** Reads files in a process of its own and prints a line for each. */
    public static void main(String[] arguments) {
        for (int place = 0; place < arguments.length; place += 5) {
            TableForm form = new TableForm(
                    Format.valueOf(arguments[place]),
                    Charset.forName(arguments[place + 1]),
                    (char) Integer.parseInt(arguments[place + 2]),
                    "",
                    arguments[place + 3]);
            System.out.println(answer(Path.of(arguments[place + 4]), form));
        }
    }
}

package assetledger.model;

import java.util.regex.Pattern;

/**
 * A file of rows that an import reads, and the rules by which it does.
 * @param file its name, without the way to it
 * @param sha256 of its bytes, in hexadecimal digits
 * @param mapping the name of what says what its columns mean
 * @param mappingSha256 of that, in hexadecimal digits
 * @param rows in the file, as far as is known
 * @param repeated rows that said what others had said already; 0 while the import is open
 * @param reported rows that could not be recorded and were reported instead; 0 while the import is open
 */
public record ImportTable(
        String file, String sha256, String mapping, String mappingSha256, int rows, int repeated, int reported) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_NAME = 500;

    public ImportTable {
        Require.text("file", file, LONGEST_NAME);
        demandHash("sha256", sha256);
        Require.text("mapping", mapping, LONGEST_NAME);
        demandHash("mappingSha256", mappingSha256);
        demandCount("rows", rows);
        demandCount("repeated", repeated);
        demandCount("reported", reported);
    }

    private static void demandHash(String field, String hash) {
        if (!SHA256.matcher(hash).matches()) {
            throw new InvalidValue(
                    field,
                    "%s is a SHA-256 of 64 digits from 0 to 9 and a to f, but this is '%s'".formatted(field, hash));
        }
    }

    private static void demandCount(String field, int count) {
        if (count < 0) {
            throw new InvalidValue(field, "%s is zero or more, but this is %d".formatted(field, count));
        }
    }
}

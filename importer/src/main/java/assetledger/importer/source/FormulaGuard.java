package assetledger.importer.source;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from taking the text of a CSV cell for a formula: such a text gets a {@code '} before it, and so
 * does one that begins with a {@code '} itself, so that every guarded text gives back the one it was.
 */
public final class FormulaGuard {
    private static final String MARK = "'";

    /**
     * What the OWASP list of formula injection names: the signs, full-width ones and the minus sign too, behind blanks,
     * quotes and characters that show nothing; a tab or a line break at the beginning.
     */
    private static final Pattern FORMULA = Pattern.compile(
            "^(?:[\\t\\r\\n]|[\\s\\p{Z}\\p{Cc}\\p{Cf}\"'`\u2018-\u201F\u00AB\u00BB\uFF02\uFF07]*"
                    + "[=+\\-@\u2212\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B]).*",
            Pattern.DOTALL);

    private FormulaGuard() {}

    /** The text as it is written into a CSV file. */
    public static String on(String text) {
        return text.startsWith(MARK) || FORMULA.matcher(text).matches() ? MARK + text : text;
    }

    /** The text that a guarded one was. */
    public static String off(String text) {
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }
}

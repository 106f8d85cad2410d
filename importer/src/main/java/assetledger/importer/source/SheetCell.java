package assetledger.importer.source;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;

/**
 * What a cell of a spreadsheet says.
 *
 * @param text a number with a point and without grouping, a day as {@code yyyy-MM-dd}, yes and no as {@code true} and
 *     {@code false}
 * @param isPlain whether the cell is marked as a number or a day
 * @param fault why nobody can say what it says; else empty
 */
record SheetCell(String text, boolean isPlain, String fault) {
    static final SheetCell EMPTY = new SheetCell("", false, "");

    /** Past so many digits a spreadsheet replaces them by zeros when somebody types them. */
    private static final MathContext DIGITS = new MathContext(15);

    /** A longer number beside a slip may as well have these digits of its own. */
    private static final int DIGITS_BEFORE_A_SLIP = 12;

    private static final double TOO_LARGE = 1e15;
    private static final int LONGEST_NUMBER = 40;

    private static final Pattern NOT_LETTERS = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*]");
    /** Formats of days that have a number and no code, in East Asian versions. */
    private static final Set<Integer> DAYS_WITHOUT_CODE =
            Set.of(27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58);

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_OF_1904 = LocalDate.of(1904, 1, 1);
    /** The first day of which the count is not one short: the 1900 system counts a 29 February 1900. */
    private static final int MARCH_1900 = 61;

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final int SECONDS = 24 * 60 * 60;
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    /** @param from1904 whether the workbook counts days from 1904 */
    static SheetCell of(Cell cell, boolean from1904) {
        String raw = cell.getRawValue() == null ? "" : cell.getRawValue();
        if (cell.getFormula() != null) {
            return faulty(
                    raw,
                    "Cell %s is a formula, and formulas are not accepted; paste the value in its place"
                            .formatted(cell.getAddress()));
        }
        return switch (cell.getType()) {
            case EMPTY -> EMPTY;
            case STRING, FORMULA -> new SheetCell(unescaped(raw), false, "");
            case BOOLEAN -> new SheetCell("1".equals(raw) ? "true" : "false", false, "");
            case ERROR -> faulty(raw, "Cell %s holds an error instead of a value".formatted(cell.getAddress()));
            case NUMBER -> number(raw, cell, from1904);
        };
    }

    private static SheetCell faulty(String raw, String sentence) {
        return new SheetCell(raw, false, sentence);
    }

    /** Characters that XML cannot hold are written with their number, such as {@code _x000D_}. */
    private static String unescaped(String raw) {
        return ESCAPED.matcher(raw)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    private static SheetCell number(String raw, Cell cell, boolean from1904) {
        double value = raw.length() > LONGEST_NUMBER ? Double.NaN : Double.parseDouble(raw);
        String letters = cell.getDataFormatString() == null ? "" : letters(cell.getDataFormatString());
        if (isDay(cell, letters)) {
            return day(raw, value, cell, from1904);
        }
        if (letters.contains("h") || letters.contains("s")) {
            return faulty(raw, "Cell %s is a time of day; write it as text".formatted(cell.getAddress()));
        }
        return seen(raw, value)
                .map(number -> new SheetCell(plain(number), true, ""))
                .orElseGet(() -> faulty(
                        raw,
                        "Cell %s has a number of more than 15 digits, of which the spreadsheet has lost some; send it as text"
                                .formatted(cell.getAddress())));
    }

    /**
     * The number that a person sees: what stands in the file may have a slip of the computer's arithmetic in its 16th
     * and 17th digit, as in 4.5599999999999996. Empty when it may have more digits than are seen.
     */
    private static Optional<BigDecimal> seen(String raw, double value) {
        if (!Double.isFinite(value) || Math.abs(value) >= TOO_LARGE) {
            return Optional.empty();
        }
        BigDecimal written = new BigDecimal(raw);
        if (written.precision() <= DIGITS.getPrecision()) {
            return Optional.of(written);
        }
        BigDecimal seen = written.round(DIGITS);
        boolean isSlip = seen.stripTrailingZeros().precision() <= DIGITS_BEFORE_A_SLIP;
        return isSlip || seen.doubleValue() == value ? Optional.of(seen) : Optional.empty();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** What is left of the code of a format without its quoted texts, colours and conditions, in lower case. */
    private static String letters(String code) {
        return NOT_LETTERS.matcher(code).replaceAll("").split(";", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static boolean isDay(Cell cell, String letters) {
        boolean isMonth = letters.contains("mmm") && !letters.contains("h") && !letters.contains("s");
        return letters.contains("d")
                || letters.contains("y")
                || isMonth
                || (cell.getDataFormatId() != null && DAYS_WITHOUT_CODE.contains(cell.getDataFormatId()));
    }

    private static SheetCell day(String raw, double value, Cell cell, boolean from1904) {
        long seconds = Double.isFinite(value) && Math.abs(value) < TOO_LARGE ? Math.round(value * SECONDS) : -1;
        long count = Math.floorDiv(seconds, SECONDS);
        boolean isNoDay = !from1904 && (count < 1 || count == MARCH_1900 - 1);
        LocalDate day = isNoDay || count < 0 || count > LAST_DAY.toEpochDay() - DAY_ZERO.toEpochDay()
                ? null
                : day(count, from1904);
        if (day == null || day.isAfter(LAST_DAY)) {
            return faulty(
                    raw,
                    "Cell %s is formatted as a day, but its number is none; write the day as text"
                            .formatted(cell.getAddress()));
        }
        LocalDateTime moment = day.atStartOfDay().plusSeconds(Math.floorMod(seconds, (long) SECONDS));
        boolean isMidnight = moment.equals(day.atStartOfDay());
        return new SheetCell(isMidnight ? day.toString() : DAY_AND_TIME.format(moment), true, "");
    }

    private static LocalDate day(long count, boolean from1904) {
        if (from1904) {
            return DAY_ZERO_OF_1904.plusDays(count);
        }
        return DAY_ZERO.plusDays(count < MARCH_1900 ? count + 1 : count);
    }
}

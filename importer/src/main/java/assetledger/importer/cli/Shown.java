package assetledger.importer.cli;

/**
 * Foreign text on a screen: on one line, not too long, and without characters that steer a terminal or turn the
 * writing around.
 */
final class Shown {
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_VALUE = 60;

    private Shown() {}

    static String line(String text) {
        return cut(text, LONGEST_LINE);
    }

    static String value(String text) {
        return cut(text, LONGEST_VALUE);
    }

    private static String cut(String text, int longest) {
        String line = text.replaceAll("\\s+", " ").replaceAll("[\\p{Cntrl}\\p{Cf}\\u0080-\\u009F]", "?");
        return line.length() <= longest ? line : line.substring(0, longest) + "...";
    }
}

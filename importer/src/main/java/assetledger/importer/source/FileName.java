package assetledger.importer.source;

import java.nio.file.Path;

/** The name of a file as messages may show it: one line, not too long, and every character visible. */
public final class FileName {
    private static final int SHOWN = 120;

    private FileName() {}

    public static String shown(Path file) {
        Path last = file.getFileName();
        return shown((last == null ? file : last).toString());
    }

    /** A name that need not be one of this machine's. */
    public static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(SHOWN + 1L).forEach(letter -> {
            if (isVisible(letter)) {
                shown.appendCodePoint(letter);
            } else {
                shown.append("\\u%04X".formatted(letter));
            }
        });
        return shown.codePointCount(0, shown.length()) <= SHOWN
                ? shown.toString()
                : shown.substring(0, shown.offsetByCodePoints(0, SHOWN)) + "...";
    }

    private static boolean isVisible(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

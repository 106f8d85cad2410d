package assetledger.api.demonstration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text for a terminal; a cell that is too long for its column goes on below. */
final class Table {
    private final int[] widths;
    private final StringBuilder out = new StringBuilder();

    Table(int... widths) {
        this.widths = widths;
    }

    Table rule() {
        String[] lines = new String[widths.length];
        Arrays.setAll(lines, i -> "-".repeat(widths[i]));
        out.append(String.join("  ", lines)).append('\n');
        return this;
    }

    Table row(Object... cells) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            List<String> lines = wrap(String.valueOf(cells[i]), widths[i]);
            wrapped.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
                text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
        return this;
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

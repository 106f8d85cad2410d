package assetledger.importer.mapping;

import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads numbers with the stated marks into plain decimals such as {@code -1234.50}; nothing is rounded. */
final class DecimalForm implements Form {
    private static final int LONGEST = 40;
    private static final String ANY_BLANK = "[ \u00A0\u2009\u202F]";
    private static final String EXPONENT = "(?:[eE][-+]?[0-9]{1,2})?";

    private final Marks marks;
    private final Pattern form;
    private final Pattern grouping;
    private final String example;

    /**
     * How numbers are written.
     *
     * @param decimal the mark before the fraction
     * @param grouping the mark between groups of three digits; empty for none; a blank stands for blanks that do not
     *     break, too
     * @param scale how many digits the fraction gets; -1 leaves it as it is
     * @param shift how many places the mark moves to the right: 6 for a number of millions
     * @param hasExponent whether a number may end in one, such as {@code 2.0E-6}
     */
    record Marks(String decimal, String grouping, int scale, int shift, boolean hasExponent) {
        static final Marks PLAIN = new Marks(".", "", -1, 0, false);
    }

    DecimalForm(Marks marks) {
        String between =
                marks.grouping().isBlank() && !marks.grouping().isEmpty() ? ANY_BLANK : Pattern.quote(marks.grouping());
        String grouped = marks.grouping().isEmpty() ? "" : "|[0-9]{1,3}(?:" + between + "[0-9]{3})+";
        this.marks = marks;
        this.form = Pattern.compile("[-+\u2212]?(?:[0-9]+" + grouped + ")(?:" + Pattern.quote(marks.decimal())
                + "[0-9]+)?" + (marks.hasExponent() ? EXPONENT : ""));
        this.grouping = Pattern.compile(between);
        this.example = "1%s234%s50".formatted(marks.grouping(), marks.decimal());
    }

    @Override
    public @Nullable JsonNode read(String text, Consumer<String> wrong) {
        if (text.length() > LONGEST || !form.matcher(text).matches()) {
            wrong.accept("A number looks like %s here".formatted(example));
            return null;
        }
        BigDecimal number = new BigDecimal(plain(text)).scaleByPowerOfTen(marks.shift());
        if (marks.scale() >= 0 && number.stripTrailingZeros().scale() > marks.scale()) {
            wrong.accept("This number has at most %d digits after its '%s'"
                    .formatted(marks.scale() + marks.shift(), marks.decimal()));
            return null;
        }
        BigDecimal scaled = marks.scale() < 0 ? number : number.setScale(marks.scale());
        return JsonNodeFactory.instance.stringNode(scaled.toPlainString());
    }

    @Override
    public Form plain() {
        return new DecimalForm(new Marks(".", "", marks.scale(), marks.shift(), marks.hasExponent()));
    }

    private String plain(String text) {
        String ungrouped = grouping.matcher(text).replaceAll("");
        return ungrouped.replace('\u2212', '-').replace(marks.decimal(), ".");
    }
}

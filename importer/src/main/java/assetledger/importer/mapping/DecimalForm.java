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

    private final Pattern form;
    private final Pattern grouping;
    private final String decimal;
    private final String example;
    private final int scale;

    /**
     * @param decimal the mark before the fraction
     * @param grouping the mark between groups of three digits; empty for none; a blank stands for blanks that do not
     *     break, too
     * @param scale how many digits the fraction gets; -1 leaves it as it is
     */
    DecimalForm(String decimal, String grouping, int scale) {
        String between = grouping.isBlank() && !grouping.isEmpty() ? ANY_BLANK : Pattern.quote(grouping);
        String grouped = grouping.isEmpty() ? "" : "|[0-9]{1,3}(?:" + between + "[0-9]{3})+";
        this.form = Pattern.compile("[-+\u2212]?(?:[0-9]+" + grouped + ")(?:" + Pattern.quote(decimal) + "[0-9]+)?");
        this.grouping = Pattern.compile(between);
        this.decimal = decimal;
        this.scale = scale;
        this.example = "1%s234%s50".formatted(grouping, decimal);
    }

    @Override
    public @Nullable JsonNode read(String text, Consumer<String> wrong) {
        if (text.length() > LONGEST || !form.matcher(text).matches()) {
            wrong.accept("A number looks like %s here".formatted(example));
            return null;
        }
        BigDecimal number = new BigDecimal(plain(text));
        if (scale >= 0 && number.scale() > scale) {
            wrong.accept("This number has at most %d digits after its '%s'".formatted(scale, decimal));
            return null;
        }
        return JsonNodeFactory.instance.stringNode((scale < 0 ? number : number.setScale(scale)).toPlainString());
    }

    private String plain(String text) {
        String ungrouped = grouping.matcher(text).replaceAll("");
        return ungrouped.replace('\u2212', '-').replace(decimal, ".");
    }
}

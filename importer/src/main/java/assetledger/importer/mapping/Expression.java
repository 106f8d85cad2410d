package assetledger.importer.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * A cell in a stated form: the first of its columns that has a value, or all of them joined, translated, then read
 * in the form of the field.
 *
 * @param join what stands between the columns' texts; null where the first with a value counts
 * @param part which part of the text counts; null for the whole
 * @param translation what stands for the text
 * @param isRequired whether an empty cell is a problem
 * @param isOptional whether the file may lack the columns
 * @param fallback what an empty cell stands for
 * @param otherwise what counts where the cell is empty or is not among what is translated; null for nothing
 */
record Expression(
        List<String> from,
        @Nullable String join,
        @Nullable Part part,
        Translation translation,
        Form form,
        boolean isRequired,
        boolean isOptional,
        @Nullable JsonNode fallback,
        @Nullable Expression otherwise)
        implements Template {

    /** The part of a text at a number, counted from 1, between the same marks. */
    record Part(String of, int number) {}

    /**
     * What stands for a text.
     *
     * @param texts written out in the expression; empty when every text stands for itself
     * @param lookup the name of a lookup that translates after that
     */
    record Translation(Map<String, String> texts, @Nullable String lookup) {
        /** Null when the text is not listed. */
        @Nullable
        String of(String text, Filling filling) {
            String translated = texts.isEmpty() ? text : texts.get(text);
            return translated == null || lookup == null
                    ? translated
                    : filling.lookup(lookup).get(translated);
        }

        String right(String text) {
            return texts.isEmpty() || texts.containsKey(text)
                    ? "The lookup '%s' has no such entry; correct the cell or add the entry".formatted(lookup)
                    : "This must be one of " + someOf(texts.keySet());
        }
    }

    private static final int SHOWN = 20;

    @Override
    public @Nullable JsonNode fill(String path, Filling filling) {
        List<String> columns = from.stream().filter(filling::has).toList();
        List<String> withValue = columns.stream()
                .filter(column -> !filling.text(column).isEmpty())
                .toList();
        if (withValue.isEmpty() && otherwise != null) {
            return otherwise.fill(path, filling);
        }
        if (columns.isEmpty()) {
            filling.absent();
            return null;
        }
        return withValue.isEmpty() ? empty(path, columns.get(0), filling) : read(path, withValue, filling);
    }

    private @Nullable JsonNode empty(String path, String column, Filling filling) {
        filling.placed(path, column, fallback != null);
        if (isRequired && fallback == null) {
            filling.misfit(column, "This cell must have a value");
        }
        return fallback == null && filling.clears() ? NullNode.getInstance() : fallback;
    }

    private @Nullable JsonNode read(String path, List<String> withValue, Filling filling) {
        String column = withValue.get(0);
        String text = cut(column, text(withValue, filling), filling);
        String translated = text == null ? null : translation.of(text, filling);
        if (text != null && translated == null && otherwise != null) {
            return otherwise.fill(path, filling);
        }
        filling.placed(path, column, true);
        if (text != null && translated == null) {
            filling.misfit(column, translation.right(text));
        }
        Form asMarked = text != null && text.equals(translated) && filling.isPlain(column) ? form.plain() : form;
        return translated == null ? null : asMarked.read(translated, sentence -> filling.misfit(column, sentence));
    }

    @Override
    public Set<Column> columns() {
        Set<Column> columns = new LinkedHashSet<>();
        from.forEach(column -> columns.add(new Column(column, !isOptional, false)));
        if (otherwise != null) {
            columns.addAll(otherwise.columns());
        }
        return columns;
    }

    private String text(List<String> withValue, Filling filling) {
        return join == null
                ? filling.text(withValue.get(0))
                : String.join(join, withValue.stream().map(filling::text).toList());
    }

    private @Nullable String cut(String column, String text, Filling filling) {
        if (part == null) {
            return text;
        }
        String[] parts = text.split(Pattern.quote(part.of()), -1);
        String cut = parts.length < part.number() ? "" : CellText.of(parts[part.number() - 1]);
        if (cut.isEmpty()) {
            filling.misfit(column, "This has at least %d parts between '%s'".formatted(part.number(), part.of()));
            return null;
        }
        return cut;
    }

    private static String someOf(Set<String> texts) {
        String listed = String.join(", ", texts.stream().limit(SHOWN).toList());
        return texts.size() <= SHOWN ? listed : listed + " and %d more".formatted(texts.size() - SHOWN);
    }
}

package assetledger.importer.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A cell in a stated form: the first of its columns that has a value, translated, then read in the form of the field.
 *
 * @param translations from the text of a cell to what stands for it; empty when it stands for itself
 * @param lookup the name of a lookup that translates after that
 * @param required whether an empty cell is a problem
 * @param fallback what an empty cell stands for
 */
record Expression(
        List<String> from,
        Map<String, String> translations,
        @Nullable String lookup,
        Form form,
        boolean required,
        @Nullable JsonNode fallback)
        implements Template {
    private static final int SHOWN = 20;

    @Override
    public @Nullable JsonNode fill(String path, Filling filling) {
        String column = firstWithValue(filling);
        String text = filling.text(column);
        filling.placed(path, column, !text.isEmpty() || fallback != null);
        if (!text.isEmpty()) {
            return read(column, text, filling);
        }
        if (required && fallback == null) {
            filling.misfit(column, "This cell must have a value");
        }
        return fallback;
    }

    @Override
    public Set<String> columns() {
        return new LinkedHashSet<>(from);
    }

    private String firstWithValue(Filling filling) {
        return from.stream()
                .filter(column -> !filling.text(column).isEmpty())
                .findFirst()
                .orElse(from.get(0));
    }

    private @Nullable JsonNode read(String column, String text, Filling filling) {
        String translated = text;
        if (!translations.isEmpty()) {
            translated = translations.get(translated);
            if (translated == null) {
                filling.misfit(column, "This must be one of " + someOf(translations.keySet()));
                return null;
            }
        }
        if (lookup != null) {
            translated = filling.lookup(lookup).get(translated);
            if (translated == null) {
                filling.misfit(
                        column,
                        "The lookup '%s' has no such entry; correct the cell or add the entry".formatted(lookup));
                return null;
            }
        }
        return form.read(translated, sentence -> filling.misfit(column, sentence));
    }

    private static String someOf(Set<String> texts) {
        String listed = String.join(", ", texts.stream().limit(SHOWN).toList());
        return texts.size() <= SHOWN ? listed : listed + " and %d more".formatted(texts.size() - SHOWN);
    }
}

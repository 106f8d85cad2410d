package assetledger.importer.mapping;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a text is read into the value of a field. */
@FunctionalInterface
interface Form {
    /**
     * Reads the text.
     *
     * @param wrong told what a right text looks like
     * @return null when the text is wrong
     */
    @Nullable
    JsonNode read(String text, Consumer<String> wrong);

    /** For a text that the file itself marks as a number or a day, whatever the texts beside it look like. */
    default Form plain() {
        return this;
    }

    /** As it is. */
    static Form text() {
        return (text, wrong) -> JsonNodeFactory.instance.stringNode(text);
    }

    /** A whole number of 32 bits. */
    static Form whole() {
        Pattern digits = Pattern.compile("-?[0-9]{1,10}");
        return (text, wrong) -> {
            if (digits.matcher(text).matches()) {
                long number = Long.parseLong(text);
                if (number == (int) number) {
                    return JsonNodeFactory.instance.numberNode((int) number);
                }
            }
            wrong.accept("A whole number looks like 2024");
            return null;
        };
    }

    /** One of a few words. */
    static Form oneOf(Set<String> words) {
        return (text, wrong) -> {
            if (words.contains(text)) {
                return JsonNodeFactory.instance.stringNode(text);
            }
            wrong.accept("This must come to one of " + String.join(", ", words));
            return null;
        };
    }
}

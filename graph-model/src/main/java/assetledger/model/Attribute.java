package assetledger.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a jurisdiction wants to know of an asset, and no rule or question goes by.
 * @param code of the pack's list for the kind of asset
 * @param value in the form that the pack gives: a text, or a number, day or flag in JSON's way of writing
 * @param unit of a number; absent where the pack names none
 */
public record Attribute(String code, String value, @Nullable String unit) {
    private static final int MOST = 100;

    public Attribute {
        Require.text("code", code, 60);
        Require.text("value", value, 4000);
        Require.optionalText("unit", unit, 60);
    }

    static List<Attribute> distinct(List<Attribute> attributes) {
        if (attributes.size() > MOST) {
            throw new InvalidValue("attributes", "An asset has at most %d attributes".formatted(MOST));
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < attributes.size(); i++) {
            if (!codes.add(attributes.get(i).code())) {
                throw new InvalidValue(
                        "attributes[%d].code".formatted(i),
                        "%s is given twice".formatted(attributes.get(i).code()));
            }
        }
        return List.copyOf(attributes);
    }
}

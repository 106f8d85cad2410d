package assetledger.decide;

import assetledger.model.ExternalId;
import assetledger.model.InvalidValue;
import assetledger.model.Problem;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names that others gave to records, in clients' words. */
final class Identifiers {
    private Identifiers() {}

    /** The identifiers among a record's members, at least one, in their order. */
    static List<ExternalId> given(Map<String, Object> members) {
        List<ExternalId> given = new ArrayList<>();
        if (members.get("externalIds") instanceof List<?> list) {
            list.forEach(member -> given.add(one(given.size(), member)));
        }
        if (given.isEmpty()) {
            throw Refusal.of(
                    "externalIds",
                    Problem.Code.REQUIRED,
                    "What is put is found by the first of its externalIds; give at least one");
        }
        return given;
    }

    private static ExternalId one(int index, Object member) {
        Map<?, ?> map = (Map<?, ?>) member;
        try {
            return new ExternalId(composed(map.get("scheme")), composed(map.get("value")));
        } catch (InvalidValue malformed) {
            throw Refusal.of(
                    "externalIds[%d].%s".formatted(index, malformed.field()),
                    Problem.Code.FORM,
                    String.valueOf(malformed.getMessage()));
        }
    }

    private static String composed(@Nullable Object text) {
        return Normalizer.normalize(String.valueOf(text), Normalizer.Form.NFC);
    }

    /** Those among a record's members that have the right form; of others the decision will say what is wrong. */
    static List<ExternalId> wellFormed(Map<String, Object> members) {
        return members.get("externalIds") instanceof List<?> list
                ? list.stream().flatMap(Identifiers::wellFormed).toList()
                : List.of();
    }

    private static Stream<ExternalId> wellFormed(Object member) {
        try {
            return Stream.of(one(0, member));
        } catch (Refusal malformed) {
            return Stream.empty();
        }
    }

    /**
     * As members of a state: in each scheme that is given only what is given, in others what was there. The record's own
     * id is no name that others gave it.
     */
    static List<Map<String, String>> merged(Recorded<State> known, List<ExternalId> names) {
        List<ExternalId> before = known.state().externalIds();
        List<ExternalId> given = names.stream()
                .filter(name -> !name.ownId().equals(Optional.of(known.id())))
                .toList();
        Set<String> schemes = given.stream().map(ExternalId::scheme).collect(Collectors.toSet());
        List<ExternalId> merged = new ArrayList<>(before);
        merged.removeIf(id -> schemes.contains(id.scheme()) && !given.contains(id));
        given.stream().filter(id -> !merged.contains(id)).forEach(merged::add);
        return merged.stream()
                .map(id -> Map.of("scheme", id.scheme(), "value", id.value()))
                .toList();
    }
}

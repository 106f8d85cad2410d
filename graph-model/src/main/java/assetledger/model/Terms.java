package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a link says beside its ends and dates; what is absent was not said.
 * @param territory where it holds; absent means everywhere
 * @param level proficiency from 1 (aware) to 5 (leads others)
 * @param count of people, at least 1
 * @param standard by which two systems exchange data
 * @param data that they exchange, in words
 * @param evidence of an ability, such as a certificate with its number
 * @param added functions that an authority performs with a system of another's beyond those that it supports
 * @param without functions that the system supports and this authority does not perform with it
 */
public record Terms(
        @Nullable Degree degree,
        @Nullable String territory,
        @Nullable String text,
        @Nullable RecordId act,
        @Nullable String clause,
        @Nullable Integer level,
        @Nullable Integer count,
        @Nullable String standard,
        @Nullable String data,
        @Nullable String evidence,
        List<RecordId> added,
        List<RecordId> without) {
    public static final Terms NONE = new Terms(null, null, null, null, null, null, null);

    private static final int MOST_FUNCTIONS = 100;

    /** What most links say. */
    public Terms(
            @Nullable Degree degree,
            @Nullable String territory,
            @Nullable String text,
            @Nullable RecordId act,
            @Nullable String clause,
            @Nullable Integer level,
            @Nullable Integer count) {
        this(degree, territory, text, act, clause, level, count, null, null, null, List.of(), List.of());
    }

    public Terms {
        Require.optionalText("territory", territory, 200);
        Require.optionalText("text", text, 4000);
        Require.optionalText("clause", clause, 200);
        Require.optionalText("standard", standard, 500);
        Require.optionalText("data", data, 4000);
        Require.optionalText("evidence", evidence, 500);
        added = functions("added", added);
        without = functions("without", without);
        if (added.stream().anyMatch(without::contains)) {
            throw new InvalidValue("without", "A function is added or left out, and not both");
        }
        if (level != null && (level < 1 || level > 5)) {
            throw new InvalidValue("level", "level is a number from 1 to 5, but this is %d".formatted(level));
        }
        if (count != null && (count < 1 || count > 1_000_000)) {
            throw new InvalidValue("count", "count is a number from 1 to 1,000,000, but this is %d".formatted(count));
        }
    }

    private static List<RecordId> functions(String field, List<RecordId> functions) {
        if (functions.size() > MOST_FUNCTIONS || functions.stream().distinct().count() < functions.size()) {
            throw new InvalidValue(field, "%s names at most %d functions, each once".formatted(field, MOST_FUNCTIONS));
        }
        return List.copyOf(functions);
    }

    @Nullable
    Object of(Term term) {
        return switch (term) {
            case DEGREE -> degree;
            case TERRITORY -> territory;
            case TEXT -> text;
            case ACT -> act;
            case CLAUSE -> clause;
            case LEVEL -> level;
            case COUNT -> count;
            case STANDARD -> standard;
            case DATA -> data;
            case EVIDENCE -> evidence;
            case ADDED -> added.isEmpty() ? null : added;
            case WITHOUT -> without.isEmpty() ? null : without;
        };
    }
}

package assetledger.model;

import org.jspecify.annotations.Nullable;

/**
 * What a link says beside its ends and dates; what is absent was not said.
 * @param territory where it holds; absent means everywhere
 * @param level proficiency from 1 (aware) to 5 (leads others)
 * @param count of people, at least 1
 */
public record Terms(
        @Nullable Degree degree,
        @Nullable String territory,
        @Nullable String text,
        @Nullable RecordId act,
        @Nullable String clause,
        @Nullable Integer level,
        @Nullable Integer count) {
    public static final Terms NONE = new Terms(null, null, null, null, null, null, null);

    public Terms {
        Require.optionalText("territory", territory, 200);
        Require.optionalText("text", text, 4000);
        Require.optionalText("clause", clause, 200);
        if (level != null && (level < 1 || level > 5)) {
            throw new InvalidValue("level", "level is a number from 1 to 5, but this is %d".formatted(level));
        }
        if (count != null && (count < 1 || count > 1_000_000)) {
            throw new InvalidValue("count", "count is a number from 1 to 1,000,000, but this is %d".formatted(count));
        }
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
        };
    }
}

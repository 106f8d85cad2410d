package assetledger.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A half-open span of days: {@code from} belongs to it, {@code to} does not; an absent end is open. */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate to) {
    public static final Validity ALWAYS = new Validity(null, null);

    public Validity {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new InvalidValue("to", "to (%s) must come after from (%s)".formatted(to, from));
        }
    }

    public boolean contains(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }

    public boolean overlaps(Validity other) {
        return startsBefore(other.to) && other.startsBefore(to);
    }

    private boolean startsBefore(@Nullable LocalDate end) {
        return end == null || from == null || from.isBefore(end);
    }
}

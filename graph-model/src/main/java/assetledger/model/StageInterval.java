package assetledger.model;

import java.time.LocalDate;
import java.util.List;

/** A stage that an asset enters on a day; it ends where the next one begins. */
public record StageInterval(String stage, LocalDate from) {
    public StageInterval {
        Require.text("stage", stage, 60);
    }

    /** Copies the stages of an asset; there is at least one, and each begins after the one before it (BR05). */
    static List<StageInterval> ascending(List<StageInterval> stages) {
        if (stages.isEmpty()) {
            throw new InvalidValue("stages", "stages must name at least one stage with its date");
        }
        for (int i = 1; i < stages.size(); i++) {
            StageInterval before = stages.get(i - 1);
            StageInterval after = stages.get(i);
            if (!before.from().isBefore(after.from())) {
                throw new InvalidValue(
                        "stages[%d].from".formatted(i),
                        "A stage begins after the one before it, but %s (%s) does not come after %s (%s)"
                                .formatted(after.stage(), after.from(), before.stage(), before.from()));
            }
        }
        return List.copyOf(stages);
    }
}

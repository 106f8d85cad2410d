package assetledger.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a person fills a post.
 * @param person the id of his record, which tells nothing of him
 * @param to the first day on which he does no longer; open where absent
 */
public record Appointment(
        RecordId person, LocalDate from, @Nullable LocalDate to) {
    public Appointment {
        if (to != null && !from.isBefore(to)) {
            throw new InvalidValue("to", "to (%s) must come after from (%s)".formatted(to, from));
        }
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }

    /** Copies the appointments to a post; each begins when the one before has ended. */
    static List<Appointment> ascending(List<Appointment> appointments) {
        for (int i = 1; i < appointments.size(); i++) {
            LocalDate ended = appointments.get(i - 1).to();
            if (ended == null || appointments.get(i).from().isBefore(ended)) {
                throw new InvalidValue(
                        "appointments[%d].from".formatted(i),
                        "A post is filled by one person at a time: the appointment before ends %s"
                                .formatted(ended == null ? "on no day" : "on " + ended));
            }
        }
        return List.copyOf(appointments);
    }
}

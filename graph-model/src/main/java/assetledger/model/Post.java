package assetledger.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in an authority that one person fills at a time.
 * @param appointments in the order of their days, no two at once; a day in none of them is a vacancy
 */
public record Post(String name, RecordId owner, List<Appointment> appointments, List<ExternalId> externalIds)
        implements State {
    public Post {
        Require.text("name", name, 500);
        appointments = Appointment.ascending(appointments);
        externalIds = List.copyOf(externalIds);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.POST;
    }

    /** Who fills it on a day; empty where it is vacant. */
    public Optional<RecordId> holderOn(LocalDate day) {
        return appointments.stream()
                .filter(appointment -> appointment.contains(day))
                .map(Appointment::person)
                .findFirst();
    }

    @Override
    public List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        references.add(new Reference("owner", owner, RecordKind.SUBJECT));
        for (int i = 0; i < appointments.size(); i++) {
            references.add(new Reference(
                    "appointments[%d].person".formatted(i), appointments.get(i).person(), RecordKind.PERSON));
        }
        return references;
    }
}

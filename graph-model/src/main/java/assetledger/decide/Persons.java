package assetledger.decide;

import assetledger.event.Event;
import assetledger.model.InvalidValue;
import assetledger.model.Person;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an authority knows of its people, and that it knows nothing of them any more. */
final class Persons {
    private static final String PERSON = "person";
    private static final String OWNER = "owner";

    private final Names names;
    private final StateRules rules;
    private final Rights rights;
    private final LocalDate today;
    private final Supplier<RecordId> ids;

    Persons(Names names, StateRules rules, Rights rights, LocalDate today, Supplier<RecordId> ids) {
        this.names = names;
        this.rules = rules;
        this.rights = rights;
        this.today = today;
        this.ids = ids;
    }

    Decision describe(Command.DescribePerson describe, long position) {
        return describe.person() == null ? added(describe, position) : described(describe, describe.person(), position);
    }

    private Decision added(Command.DescribePerson describe, long position) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = names.resolve(describe.members(), problems);
        if (members.get(OWNER) != null && problems.isEmpty()) {
            rights.demandFor(RecordId.of(String.valueOf(members.get(OWNER))));
        }
        RecordId id = ids.get();
        State person = rules.admitted(id, RecordKind.PERSON, members, problems);
        return Decide.accepted(
                new Event(id, 1, Event.Type.PERSON_DESCRIBED, today, Decide.reason(describe.reason()), person),
                position);
    }

    /** A person stays with his authority: in another's service he is another record, so that nobody else learns of him. */
    private Decision described(Command.DescribePerson describe, Ref ref, long position) {
        Recorded<State> before = known(ref, describe.expectedVersion());
        if (describe.members().get(OWNER) != null) {
            throw Refusal.of(
                    OWNER,
                    Problem.Code.NOT_ALLOWED,
                    "A person stays with the authority that described him; leave owner out, or describe a new person");
        }
        Map<String, Object> members = names.resolve(describe.members(), new ArrayList<>());
        members.put(OWNER, before.state().owner());
        State after = rules.admitted(before.id(), RecordKind.PERSON, members, new ArrayList<>());
        return changed(before, Event.Type.PERSON_DESCRIBED, describe.reason(), after, position);
    }

    Decision erase(Command.ErasePerson erase, long position) {
        Recorded<State> before = known(erase.person(), erase.expectedVersion());
        try {
            String basis = Normalizer.normalize(erase.basis(), Normalizer.Form.NFC);
            Person after = ((Person) before.state()).erased(today, basis);
            return changed(before, Event.Type.PERSON_ERASED, erase.reason(), after, position);
        } catch (InvalidValue malformed) {
            throw Refusal.of(malformed.field(), Problem.Code.FORM, String.valueOf(malformed.getMessage()));
        }
    }

    private Recorded<State> known(Ref ref, @Nullable Integer expectedVersion) {
        Recorded<State> before = names.find(PERSON, ref, Set.of(RecordKind.PERSON));
        rights.demand(before);
        if (((Person) before.state()).isErased()) {
            throw Refusal.of(
                    PERSON,
                    Problem.Code.ERASED,
                    "This person is erased; whoever comes back is described as a new person");
        }
        if (expectedVersion == null) {
            throw Refusal.of(
                    "expectedVersion",
                    Problem.Code.REQUIRED,
                    "expectedVersion is required for a person who is described already");
        }
        Decide.demandVersion(before, expectedVersion);
        return before;
    }

    private Decision changed(
            Recorded<State> before, Event.Type type, @Nullable String reason, State after, long position) {
        return Decide.changed(before, type, today, Decide.reason(reason), after, position);
    }
}

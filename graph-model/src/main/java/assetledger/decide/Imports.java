package assetledger.decide;

import assetledger.event.CanonicalJson;
import assetledger.event.Envelope;
import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.ExternalId;
import assetledger.model.Import;
import assetledger.model.ImportPlace;
import assetledger.model.ImportState;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Imports as records: begun once for the same files, gone on with after a break, and ended. */
final class Imports {
    /** Who gives the names by which open imports are found. */
    private static final String SCHEME = "open-import";

    private final Names names;
    private final Rights rights;
    private final LocalDate today;
    private final Supplier<RecordId> ids;

    Imports(Names names, Rights rights, LocalDate today, Supplier<RecordId> ids) {
        this.names = names;
        this.rights = rights;
        this.today = today;
        this.ids = ids;
    }

    /** One of the same person, authority, source and tables that is open is gone on with. */
    Decision start(Command.StartImport start, long position) {
        rights.demandRole(Role.REGISTRAR);
        Import begun = read(opening(start, rights.person(), rights.soleAuthority()));
        ExternalId name = name(begun);
        return names.carriers(new Ref.ByExternalId(name), RecordKind.IMPORT).stream()
                .filter(open -> isOf((Import) open.state(), begun))
                .findFirst()
                .<Decision>map(Decision.Unchanged::new)
                .orElseGet(() -> started(begun, name, position));
    }

    /** Who records for another authority now begins anew. */
    private static boolean isOf(Import open, Import begun) {
        return open.person().equals(begun.person()) && Objects.equals(open.owner(), begun.owner());
    }

    private Decision started(Import begun, ExternalId name, long position) {
        Import named =
                new Import(begun.source(), begun.person(), begun.owner(), begun.state(), begun.tables(), List.of(name));
        return Decide.accepted(new Event(ids.get(), 1, Event.Type.IMPORT_STARTED, today, null, named), position);
    }

    /** The name of an open import, so that one of the same source and tables can be looked up; none where it is malformed. */
    static Optional<ExternalId> name(Command.StartImport start) {
        return Optional.ofNullable(StateJson.read(RecordKind.IMPORT, opening(start, "somebody", null))
                        .state())
                .map(begun -> name((Import) begun));
    }

    private static ExternalId name(Import begun) {
        Map<String, Object> members = StateJson.write(begun);
        members.keySet().retainAll(Set.of("source", "tables"));
        return new ExternalId(SCHEME, HexFormat.of().formatHex(Envelope.sha256(CanonicalJson.bytes(members))));
    }

    private static Map<String, Object> opening(Command.StartImport start, String person, @Nullable RecordId owner) {
        Map<String, Object> members = new HashMap<>();
        members.put("source", start.source());
        members.put("tables", start.tables());
        members.put("person", person);
        members.put("owner", owner);
        members.put("state", ImportState.OPEN);
        return members;
    }

    private static Import read(Map<String, Object> members) {
        StateJson.Reading reading = StateJson.read(RecordKind.IMPORT, members);
        if (reading.state() == null) {
            throw new Refusal(reading.problems());
        }
        return (Import) reading.state();
    }

    Decision finish(Command.FinishImport finish, long position) {
        rights.demandRole(Role.REGISTRAR);
        Recorded<State> before = names.find("import", finish.run(), Set.of(RecordKind.IMPORT));
        Import run = (Import) before.state();
        if (!mayGoOn(run)) {
            rights.demandFor(run.owner());
        }
        Import ended = ended(run, finish);
        if (!run.isOpen() && !ended.equals(run)) {
            throw Refusal.of("import", Problem.Code.NOT_ALLOWED, hasEnded(run));
        }
        return Decide.changed(before, Event.Type.IMPORT_FINISHED, today, null, ended, position);
    }

    /** Who started it may, and whoever records for the same authority. */
    private boolean mayGoOn(Import run) {
        return run.person().equals(rights.person()) || rights.mayRecordFor(run.owner());
    }

    private static Import ended(Import run, Command.FinishImport finish) {
        if (finish.tables().size() != run.tables().size()) {
            throw Refusal.of(
                    "tables",
                    Problem.Code.NOT_ALLOWED,
                    "This import reads %d tables; give the figures of each, in their order, and not of %d"
                            .formatted(run.tables().size(), finish.tables().size()));
        }
        Map<String, Object> members = new HashMap<>(StateJson.write(run));
        List<Map<String, Object>> tables = new ArrayList<>();
        for (Object table : (List<?>) members.getOrDefault("tables", List.of())) {
            Map<String, Object> figures = new HashMap<>();
            ((Map<?, ?>) table).forEach((name, value) -> figures.put(String.valueOf(name), value));
            figures.putAll(finish.tables().get(tables.size()));
            tables.add(figures);
        }
        members.put("tables", tables);
        members.put("state", finish.outcome());
        members.remove("externalIds");
        return read(members);
    }

    private static String hasEnded(Import run) {
        return "This import has ended as %s; start another".formatted(run.state());
    }

    /**
     * Why items cannot come from where they say.
     * @param places one for each item, all of one import; none where the items are of no import
     */
    Optional<Problem> misplaced(List<ImportPlace> places) {
        if (places.isEmpty()) {
            return Optional.empty();
        }
        try {
            Ref run = new Ref.ById(places.get(0).run());
            Import found = (Import)
                    names.find("import.id", run, Set.of(RecordKind.IMPORT)).state();
            demandOpen(found);
            demandTables(found, places);
            return Optional.empty();
        } catch (Refusal refusal) {
            return refusal.problems().stream().findFirst();
        }
    }

    private void demandOpen(Import run) {
        if (!mayGoOn(run)) {
            throw Refusal.of(
                    "import.id", Problem.Code.NOT_ALLOWED, "Another person started this import, for another authority");
        }
        if (!run.isOpen()) {
            throw Refusal.of("import.id", Problem.Code.NOT_ALLOWED, hasEnded(run));
        }
    }

    private static void demandTables(Import run, List<ImportPlace> places) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).table() >= run.tables().size()) {
                throw Refusal.of(
                        "import.rows[%d].table".formatted(i),
                        Problem.Code.NOT_ALLOWED,
                        "This import reads %d tables, counted from 0, and no table %d"
                                .formatted(run.tables().size(), places.get(i).table()));
            }
        }
    }
}

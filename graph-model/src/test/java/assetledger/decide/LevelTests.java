package assetledger.decide;

import static assetledger.decide.Desk.TODAY;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.register;
import static assetledger.decide.Desk.stage;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.event.Event;
import assetledger.model.LinkKind;
import assetledger.model.RecordKind;
import assetledger.pack.Pack;
import assetledger.pack.PackReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A03: authorities of every level are subjects in full; what a level may do is not written anywhere, and so not less. */
class LevelTests {
    private static final List<Event.Type> ALL_OF_IT = all("national");

    static Stream<String> levels() {
        return PackReader.read(PackReader.neutral()).content().levels().stream().map(Pack.Level::code);
    }

    @MethodSource("levels")
    @ParameterizedTest
    void aMunicipalityCanDoEverythingThatAMinistryCan(String level) {
        assertThat(all(level)).isEqualTo(ALL_OF_IT).hasSizeGreaterThan(20);
    }

    /** What comes of everything that is recorded for an authority, from its registration to its end. */
    private static List<Event.Type> all(String level) {
        Desk desk = new Desk();
        desk.accepts(register(RecordKind.SUBJECT, "heir", Map.of("name", "Heir", "level", level)));
        desk.accepts(register(RecordKind.SUBJECT, "one", Map.of("name", "One", "level", level, "parent", ref("heir"))));
        desk.function("duty");
        Desk registrar = desk.as(desk.registrar("ann", "one"));
        List<Event.Type> done = new ArrayList<>();
        for (Command command : commands()) {
            done.add(registrar.accepts(command).type());
        }
        done.add(registrar
                .accepts(desk.revise("system", Map.of("purpose", "Another")))
                .type());
        done.add(registrar
                .accepts(new Command.ChangeStage(ref("system"), 2, "suspended", TODAY, null))
                .type());
        done.add(registrar
                .accepts(new Command.Restrict(ref("act"), 1, "Because"))
                .type());
        Event proposed = registrar.accepts(new Command.ProposeTransfer(
                ref("one"),
                ref("heir"),
                List.of(ref("system"), ref("act"), ref("line"), ref("competency")),
                TODAY.minusDays(1),
                null,
                null,
                null));
        done.add(proposed.type());
        done.add(desk.as(desk.registrar("ben", "heir"))
                .accepts(new Command.DecideTransfer(new Ref.ById(proposed.record()), 1, true, null))
                .type());
        done.add(desk.accepts(new Command.CloseAuthority(ref("one"), 1, TODAY, List.of(ref("heir")), null))
                .type());
        return done;
    }

    private static List<Command> commands() {
        Map<String, Object> until = Map.of("to", TODAY.toString());
        return List.of(
                owned(RecordKind.TECHNICAL_ASSET, "system", staged("operation", Map.of("purpose", "Why"))),
                owned(RecordKind.LEGAL_ACT, "act", staged("in-force", Map.of())),
                owned(
                        RecordKind.SPENDING_LINE,
                        "line",
                        staged(
                                "executing",
                                Map.of("currency", "EUR", "amounts", List.of(Map.of("year", 2026, "amount", "1"))))),
                owned(RecordKind.COMPETENCY, "competency", staged("met", Map.of())),
                owned(RecordKind.MEASURE, "measure", until),
                owned(RecordKind.INDICATOR, "indicator", Map.of("unit", "days", "direction", "LOWER_IS_BETTER")),
                owned(RecordKind.POST, "post", Map.of()),
                tie(LinkKind.MANDATED, "one", "duty", until),
                tie(LinkKind.SUPPORTS, "system", "duty", Map.of("degree", "FULL")),
                tie(LinkKind.USES, "one", "system", Map.of()),
                tie(LinkKind.GOVERNED_BY, "system", "act", Map.of()),
                tie(LinkKind.DELIVERS, "measure", "system", Map.of()),
                tie(LinkKind.AIMS_AT, "measure", "indicator", Map.of()),
                tie(LinkKind.PAYS_FOR, "line", "measure", Map.of()),
                tie(LinkKind.MEASURES, "indicator", "duty", Map.of()),
                tie(LinkKind.REQUIRES, "system", "competency", Map.of("level", 2)),
                tie(LinkKind.HOLDS, "one", "competency", Map.of("level", 2)),
                new Command.DeclareNoSystem(ref("one"), ref("duty"), TODAY),
                new Command.DeclareReportedThrough(ref("one"), "09", TODAY));
    }

    private static Command owned(RecordKind kind, String name, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("name", name);
        members.put("owner", ref("one"));
        return register(kind, name, members);
    }

    private static Map<String, Object> staged(String stage, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("stages", List.of(stage(stage, "2020-01-01")));
        return members;
    }

    private static Command tie(LinkKind kind, String tail, String head, Map<String, Object> terms) {
        return Desk.connect(kind, tail, head, terms);
    }
}

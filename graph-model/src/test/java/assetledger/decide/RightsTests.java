package assetledger.decide;

import static assetledger.decide.Desk.connect;
import static assetledger.decide.Desk.externalId;
import static assetledger.decide.Desk.person;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.register;
import static assetledger.decide.Desk.restricted;
import static assetledger.decide.Desk.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Role;
import assetledger.model.Viewer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RightsTests {
    private static final String FOREIGN = "You may record only for your own authority, and this belongs to another";
    private static final String NOBODYS =
            "This belongs to no authority; only a registrar for all authorities may record it";

    private final Desk desk = withSecrets();
    private final Viewer ofNorth = desk.registrar("nora", "north");
    private final Desk north = desk.as(ofNorth);
    private final Desk all = desk.as(new Viewer("alma", false, Set.of(Role.REGISTRAR), Set.of(), true));

    /** South has an open system and act, and a restricted system and act with links. */
    private static Desk withSecrets() {
        Desk desk = Desk.furnished();
        desk.subject("west");
        desk.accepts(desk.system("office", "south"));
        desk.accepts(act("rule", "south"));
        desk.accepts(restricted(desk.system("secret", "south")));
        desk.accepts(restricted(act("order", "south")));
        desk.accepts(connect(LinkKind.MANDATED, "south", "schools", Map.of()));
        return desk;
    }

    @EnumSource(
            value = RecordKind.class,
            names = {"TECHNICAL_ASSET", "LEGAL_ACT", "SPENDING_LINE", "COMPETENCY", "MEASURE", "INDICATOR"})
    @ParameterizedTest
    void whatBelongsToAnAuthorityIsRegisteredByItsOwnRegistrarOnly(RecordKind kind) {
        assertThat(north.denies(owned(kind, "new", "south"))).isEqualTo(FOREIGN);
        north.accepts(owned(kind, "new", "north"));
        all.accepts(owned(kind, "new", "south"));
    }

    @EnumSource(
            value = RecordKind.class,
            names = {"TECHNICAL_ASSET", "LEGAL_ACT", "SPENDING_LINE", "COMPETENCY", "MEASURE", "INDICATOR"})
    @ParameterizedTest
    void whatBelongsToAnAuthorityIsRevisedByItsOwnRegistrarOnly(RecordKind kind) {
        desk.accepts(owned(kind, "theirs", "south"));
        desk.accepts(owned(kind, "ours", "north"));
        assertThat(north.denies(desk.revise("theirs", Map.of("name", "A")))).isEqualTo(FOREIGN);
        north.accepts(desk.revise("ours", Map.of("name", "A")));
        all.accepts(desk.revise("theirs", Map.of("name", "A")));
    }

    @Test
    void whoRecordsForSeveralAuthoritiesMayRecordForEachOfThem() {
        Desk both = desk.as(desk.registrar("bo", "north", "south"));
        both.accepts(desk.system("one", "north"));
        both.accepts(desk.system("two", "south"));
        both.accepts(desk.revise("secret", Map.of("name", "A")));
        both.denies(desk.system("three", "west"));
    }

    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "REGISTRAR")
    @ParameterizedTest
    void whoIsNoRegistrarRecordsNothing(Role role) {
        Set<RecordId> authorities =
                Set.of(desk.head("north").id(), desk.head("south").id());
        Event link = desk.accepts(connect(LinkKind.USES, "north", "office", Map.of()));
        for (boolean every : List.of(true, false)) {
            Desk other = desk.as(new Viewer("olga", false, Set.of(role), authorities, every));
            other.denies(desk.system("new", "north"));
            other.denies(register(RecordKind.FUNCTION, "new", Map.of("name", "A", "area", "01", "kind", "SERVICE")));
            other.denies(register(RecordKind.SUBJECT, "new", Map.of("name", "A", "level", "regional")));
            other.denies(desk.revise("register", Map.of("name", "A")));
            other.denies(connect(LinkKind.USES, "north", "register", Map.of()));
            other.denies(new Command.EndLink(new Ref.ById(link.record()), 1, Desk.TODAY, null));
            other.denies(new Command.ChangeStage(ref("register"), 1, "suspended", Desk.TODAY, null));
            other.denies(new Command.DeclareReportedThrough(ref("north"), "09", Desk.TODAY));
            other.denies(new Command.Restrict(ref("register"), 1, "Because"));
        }
    }

    @Test
    void whoHoldsNoRoleRecordsNothing() {
        Desk nobody = desk.as(person("nemo"));
        nobody.denies(desk.system("new", "north"));
        assertThat(nobody.denies(owned(RecordKind.MEASURE, "new", "nowhere")))
                .isEqualTo("Only a person with the role REGISTRAR may do this");
    }

    @Test
    void aFunctionIsAWordThatEveryRegistrarMayAddAndOnlyOneForAllMayRevise() {
        north.function("rivers");
        assertThat(north.denies(desk.revise("rivers", Map.of("name", "A")))).isEqualTo(NOBODYS);
        all.accepts(desk.revise("rivers", Map.of("name", "A")));
    }

    @Test
    void anAuthorityIsRegisteredOnlyByARegistrarForAll() {
        Command east = register(
                RecordKind.SUBJECT, "east", Map.of("name", "East", "level", "regional", "parent", ref("north")));
        assertThat(north.denies(east)).isEqualTo(NOBODYS);
        all.accepts(east);
    }

    @Test
    void anAuthorityIsRevisedByItsOwnRegistrarAndByNoOther() {
        north.accepts(desk.revise("north", Map.of("name", "A")));
        assertThat(north.denies(desk.revise("south", Map.of("name", "A")))).isEqualTo(FOREIGN);
    }

    @Test
    void aStageIsChangedByTheOwnersRegistrarOnly() {
        assertThat(north.denies(new Command.ChangeStage(ref("office"), 1, "suspended", Desk.TODAY, null)))
                .isEqualTo(FOREIGN);
        north.accepts(new Command.ChangeStage(ref("register"), 1, "suspended", Desk.TODAY, null));
    }

    @Test
    void anAuthoritysListIsDeclaredByItsOwnRegistrarOnly() {
        desk.accepts(connect(LinkKind.MANDATED, "north", "schools", Map.of()));
        assertThat(north.denies(new Command.DeclareReportedThrough(ref("south"), "09", Desk.TODAY)))
                .isEqualTo(FOREIGN);
        assertThat(north.denies(new Command.DeclareNoSystem(ref("south"), ref("schools"), Desk.TODAY)))
                .isEqualTo(FOREIGN);
        assertThat(north.denies(new Command.DeclareNoSystem(ref("south"), ref("roads"), Desk.TODAY)))
                .isEqualTo(FOREIGN);
        north.accepts(new Command.DeclareReportedThrough(ref("north"), "09", Desk.TODAY));
        north.accepts(new Command.DeclareNoSystem(ref("north"), ref("schools"), Desk.TODAY));
    }

    @Test
    void whatOneOwnsMayBeTiedToWhatAnotherShows() {
        Event link = north.accepts(connect(LinkKind.USES, "north", "office", Map.of()));
        assertThat(((Link) link.state()).head()).isEqualTo(desk.head("office").id());
        north.accepts(connect(LinkKind.GOVERNED_BY, "register", "rule", Map.of()));
        assertThat(north.denies(connect(LinkKind.USES, "south", "register", Map.of())))
                .isEqualTo(FOREIGN);
        assertThat(north.denies(connect(LinkKind.SUPPORTS, "office", "schools", Map.of("degree", "FULL"))))
                .isEqualTo(FOREIGN);
    }

    @Test
    void aTieIsEndedByWhoRecordsForItsTail() {
        Event ours = desk.accepts(connect(LinkKind.USES, "north", "office", Map.of("from", "2025-01-01")));
        Event theirs = desk.accepts(connect(LinkKind.USES, "south", "register", Map.of("from", "2025-01-01")));
        assertThat(north.denies(end(theirs.record()))).isEqualTo(FOREIGN);
        north.accepts(end(ours.record()));
    }

    @Test
    void aTieToWhatWasRestrictedLaterIsStillEndedByWhoRecordsForItsTail() {
        Event link = desk.accepts(connect(LinkKind.USES, "north", "office", Map.of("from", "2025-01-01")));
        desk.accepts(new Command.Restrict(ref("office"), 1, "Because"));
        assertThat(north.refuses(connect(LinkKind.USES, "north", "office", Map.of("to", "2025-01-01"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("head", Code.NOT_FOUND));
        north.accepts(end(link.record()));
    }

    @Test
    void aForeignTieToOnesOwnRestrictedAssetIsSeenButNotEnded() {
        Event link = desk.accepts(connect(LinkKind.USES, "south", "register", Map.of("from", "2025-01-01")));
        desk.accepts(new Command.Restrict(ref("register"), 1, "Because"));
        assertThat(north.denies(end(link.record()))).isEqualTo(FOREIGN);
        Desk west = desk.as(desk.registrar("wim", "west"));
        assertThat(west.refuses(end(link.record()))).extracting(Problem::code).containsExactly(Code.NOT_FOUND);
    }

    @Test
    void noRecordIsGivenAwayToAnAuthorityThatOneDoesNotRecordFor() {
        assertThat(north.denies(desk.revise("register", Map.of("owner", ref("south")))))
                .isEqualTo(FOREIGN);
        Map<String, Object> byId = Map.of("owner", desk.head("south").id().toString());
        assertThat(north.denies(desk.revise("register", byId))).isEqualTo(FOREIGN);
        assertThat(north.refuses(desk.revise("register", Map.of("owner", ref("nowhere")))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("owner", Code.NOT_FOUND));
        desk.as(desk.registrar("bo", "north", "south")).accepts(desk.revise("register", Map.of("owner", ref("south"))));
    }

    @Test
    void noRecordIsTakenFromAnAuthorityThatOneDoesNotRecordFor() {
        assertThat(north.denies(desk.revise("office", Map.of("owner", ref("north")))))
                .isEqualTo(FOREIGN);
    }

    @Test
    void whoHasNoRightLearnsNeitherTheVersionNorWhatElseIsWrong() {
        Event link = desk.accepts(connect(LinkKind.USES, "south", "register", Map.of()));
        north.denies(new Command.Revise(
                ref("office"), 7, RecordKind.TECHNICAL_ASSET, Map.of("name", " "), null, null, null));
        north.denies(new Command.ChangeStage(ref("office"), 7, "asleep", Desk.TODAY, null));
        north.denies(new Command.EndLink(new Ref.ById(link.record()), 7, Desk.TODAY, null));
        north.denies(new Command.Restrict(ref("office"), 7, " "));
        north.denies(new Command.ProposeRelease(ref("office"), 7, null));
        north.denies(new Command.DecideRelease(ref("office"), 7, true, null));
        north.denies(new Command.DecideGrant(new Ref.ById(RecordId.random()), 7, true, null));
        north.denies(new Command.EndGrant(new Ref.ById(RecordId.random()), 7, Desk.TODAY, null));
        north.denies(connect(LinkKind.USES, "south", "nothing", Map.of("degree", "WHOLLY")));
        north.denies(new Command.DeclareReportedThrough(ref("south"), "99", Desk.TODAY.plusDays(1)));
        north.denies(register(RecordKind.TECHNICAL_ASSET, "office", Map.of("owner", ref("south"))));
    }

    @Test
    void theOwnersRegistrarAndTheOneForAllMayNameWhatIsRestricted() {
        desk.as(desk.registrar("sue", "south")).accepts(connect(LinkKind.USES, "south", "secret", Map.of()));
        all.accepts(connect(LinkKind.USES, "north", "secret", Map.of()));
        Desk auditing = desk.as(person("ada", Role.AUDITOR));
        assertThat(auditing.denies(desk.revise("secret", Map.of("name", "A")))).isEqualTo(FOREIGN);
    }

    static Set<String> waysToName() {
        return commands().keySet();
    }

    /** Every command with a place to name a record in, by its place. */
    private static Map<String, Function<Ref, Command>> commands() {
        Map<String, Function<Ref, Command>> commands = new LinkedHashMap<>();
        commands.put("head", ref -> new Command.Connect(LinkKind.USES, ref("north"), ref, Map.of()));
        commands.put(
                "tail", ref -> new Command.Connect(LinkKind.SUPPORTS, ref, ref("schools"), Map.of("degree", "FULL")));
        commands.put("governing", ref -> new Command.Connect(LinkKind.GOVERNED_BY, ref("register"), ref, Map.of()));
        commands.put("act", ref -> connect(LinkKind.MANDATED, "north", "roads", Map.of("act", ref)));
        commands.put("link", ref -> new Command.EndLink(ref, 1, Desk.TODAY, null));
        commands.put("stage", ref -> new Command.ChangeStage(ref, 1, "suspended", Desk.TODAY, null));
        commands.put("stage of another version", ref -> new Command.ChangeStage(ref, 7, "asleep", Desk.TODAY, null));
        for (RecordKind kind : EnumSet.of(RecordKind.TECHNICAL_ASSET, RecordKind.LEGAL_ACT, RecordKind.FUNCTION)) {
            commands.put(
                    "revised " + kind, ref -> new Command.Revise(ref, 1, kind, Map.of("name", "A"), null, null, null));
        }
        commands.put("owner", ref -> owned(RecordKind.TECHNICAL_ASSET, "new", ref));
        commands.put(
                "new owner",
                ref -> new Command.Revise(
                        ref("register"), 1, RecordKind.TECHNICAL_ASSET, Map.of("owner", ref), null, null, null));
        commands.put(
                "parent",
                ref -> new Command.Revise(
                        ref("north"), 1, RecordKind.SUBJECT, Map.of("parent", ref), null, null, null));
        commands.put("subject", ref -> new Command.DeclareReportedThrough(ref, "09", Desk.TODAY));
        commands.put("function", ref -> new Command.DeclareNoSystem(ref("north"), ref, Desk.TODAY));
        commands.put("restrict", ref -> new Command.Restrict(ref, 1, "Because"));
        commands.put("propose release", ref -> new Command.ProposeRelease(ref, 1, null));
        commands.put("accept release", ref -> new Command.DecideRelease(ref, 1, true, null));
        commands.put("decline release", ref -> new Command.DecideRelease(ref, 7, false, null));
        commands.put(
                "authority",
                ref -> new Command.ProposeGrant(Map.of("holder", "h", "role", "REGISTRAR", "authority", ref), null));
        commands.put("accept grant", ref -> new Command.DecideGrant(ref, 1, true, null));
        commands.put("end grant", ref -> new Command.EndGrant(ref, 1, Desk.TODAY, null));
        return commands;
    }

    @MethodSource("waysToName")
    @ParameterizedTest
    void aForeignRestrictedAssetAndOneThatIsMissingAreAnsweredAlike(String way) {
        Function<Ref, Command> command = commands().getOrDefault(way, ref -> {
            throw new AssertionError(way);
        });
        for (String hidden : List.of("secret", "order")) {
            assertAlike(command, ref(hidden), ref("missing"));
            assertAlike(command, new Ref.ById(desk.head(hidden).id()), new Ref.ById(RecordId.random()));
        }
    }

    @Test
    void aTieOfAForeignRestrictedAssetAndOneThatIsMissingAreAnsweredAlike() {
        List<Event> links = List.of(
                desk.accepts(connect(LinkKind.USES, "south", "secret", Map.of())),
                desk.accepts(connect(LinkKind.USES, "west", "secret", Map.of())),
                desk.accepts(connect(LinkKind.SUPPORTS, "secret", "schools", Map.of("degree", "FULL"))),
                desk.accepts(connect(LinkKind.GOVERNED_BY, "office", "order", Map.of())));
        for (Event link : links) {
            for (int version : List.of(1, 7)) {
                assertAlike(
                        ref -> new Command.EndLink(ref, version, Desk.TODAY, null),
                        new Ref.ById(link.record()),
                        new Ref.ById(RecordId.random()));
            }
        }
    }

    /** By registrars of another authority, by an operator, and by somebody who is both. */
    private void assertAlike(Function<Ref, Command> command, Ref hidden, Ref missing) {
        Set<RecordId> own = ofNorth.authorities();
        List<Viewer> viewers = List.of(
                ofNorth,
                person("olga", Role.OPERATOR),
                new Viewer("otto", false, EnumSet.complementOf(EnumSet.of(Role.AUDITOR)), own, false));
        List<String> answers = new ArrayList<>();
        for (Viewer viewer : viewers) {
            String answer = answer(desk.as(viewer), command, hidden);
            assertThat(answer).isEqualTo(answer(desk.as(viewer), command, missing));
            answers.add(answer);
        }
        // A command that is denied to everybody would prove nothing.
        assertThat(answers).anyMatch(answer -> answer.contains("No ") && answer.contains("NOT_FOUND"));
    }

    private static String answer(Desk desk, Function<Ref, Command> command, Ref ref) {
        Decision decision = desk.decide(command.apply(ref));
        assertThat(decision).isNotInstanceOf(Decision.Accepted.class);
        return decision.toString().replace(ref.toString(), "REF");
    }

    @Test
    void whatIsHiddenMakesNoNameAmbiguous() {
        desk.accepts(desk.system("twice", "north"));
        desk.accepts(restricted(desk.system("twice", "south")));
        Event link = north.accepts(connect(LinkKind.USES, "north", "twice", Map.of()));
        assertThat(((Link) link.state()).head())
                .isEqualTo(desk.heads().named(externalId("twice")).get(0).id());
        desk.accepts(desk.system("twice", "west"));
        assertThat(north.refuses(connect(LinkKind.USES, "north", "twice", Map.of())))
                .extracting(Problem::code, Problem::message)
                .containsExactly(
                        tuple(Code.AMBIGUOUS, "'a:twice' names 2 records of several owners; name one by its id"));
        assertThat(all.refuses(connect(LinkKind.USES, "north", "twice", Map.of())))
                .extracting(Problem::message)
                .containsExactly("'a:twice' names 3 records of several owners; name one by its id");
    }

    @Test
    void anIdentifierThatAnotherOwnerUsesIsFreeAndSaysNothingOfHim() {
        north.accepts(desk.system("secret", "north"));
        north.accepts(desk.system("office", "north"));
        Desk other = Desk.furnished();
        String first = other.as(other.registrar("nora", "north"))
                .refuses(other.system("register", "north"))
                .toString();
        desk.accepts(restricted(desk.system("register", "south")));
        String second = north.refuses(desk.system("register", "north")).toString();
        assertThat(second.replaceAll("[0-9a-f-]{36}", "ID")).isEqualTo(first.replaceAll("[0-9a-f-]{36}", "ID"));
    }

    @Test
    void whoActsForTheServerItselfMayRecordAnything() {
        desk.accepts(desk.revise("secret", Map.of("name", "A")));
        desk.accepts(desk.revise("schools", Map.of("name", "A")));
    }

    private static Command.EndLink end(RecordId link) {
        return new Command.EndLink(new Ref.ById(link), 1, Desk.TODAY, null);
    }

    private static Command.Register act(String name, String owner) {
        return owned(RecordKind.LEGAL_ACT, name, owner);
    }

    private static Command.Register owned(RecordKind kind, String name, String owner) {
        return owned(kind, name, ref(owner));
    }

    private static Command.Register owned(RecordKind kind, String name, Ref owner) {
        Map<String, Object> members = new HashMap<>(Map.of("name", name, "owner", owner));
        switch (kind) {
            case TECHNICAL_ASSET ->
                members.putAll(Map.of("purpose", "Why", "stages", List.of(stage("operation", "2024-01-01"))));
            case LEGAL_ACT -> members.put("stages", List.of(stage("in-force", "2020-01-01")));
            case SPENDING_LINE ->
                members.putAll(Map.of(
                        "currency",
                        "EUR",
                        "amounts",
                        List.of(Map.of("year", 2026, "amount", "1.00")),
                        "stages",
                        List.of(stage("approved", "2024-01-01"))));
            case COMPETENCY -> members.put("stages", List.of(stage("met", "2024-01-01")));
            case INDICATOR -> members.putAll(Map.of("unit", "share", "direction", "HIGHER_IS_BETTER"));
            default -> members.putAll(Map.of());
        }
        return register(kind, name, members);
    }
}

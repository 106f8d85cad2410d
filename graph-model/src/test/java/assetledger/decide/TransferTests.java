package assetledger.decide;

import static assetledger.decide.Desk.TODAY;
import static assetledger.decide.Desk.machine;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.register;
import static assetledger.decide.Desk.restricted;
import static assetledger.decide.Desk.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Asset;
import assetledger.model.FormerOwner;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.Transfer;
import assetledger.model.TransferState;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That assets change hands only when two persons agree, all at once, and are never without exactly one owner. */
class TransferTests {
    private final Desk desk = Desk.furnished();
    private final Viewer ofNorth = desk.registrar("nora", "north");
    private final Desk nora = desk.as(ofNorth);
    private final Desk sue = desk.as(desk.registrar("sue", "south"));

    @Test
    void theAssetsGoOverInTheSameCommandInWhichTheOtherSideAgrees() {
        desk.accepts(desk.system("archive", "north"));
        Event proposed = nora.accepts(propose("2026-11-01", "register", "archive"));
        assertThat(transfer(proposed)).satisfies(transfer -> {
            assertThat(transfer.state()).isEqualTo(TransferState.PROPOSED);
            assertThat(transfer.acceptedByGiver()).isEqualTo("nora");
            assertThat(transfer.acceptedByTaker()).isNull();
        });
        assertThat(owner("register")).isEqualTo(id("north"));

        Decision.Accepted accepted = (Decision.Accepted) sue.decide(decide(proposed, true));
        assertThat(accepted.events())
                .extracting(Event::type, Event::record, Event::effective)
                .containsExactly(
                        tuple(Event.Type.TRANSFER_ACCEPTED, proposed.record(), TODAY),
                        tuple(Event.Type.OWNER_CHANGED, id("register"), LocalDate.parse("2026-11-01")),
                        tuple(Event.Type.OWNER_CHANGED, id("archive"), LocalDate.parse("2026-11-01")));
        assertThat(transfer(accepted.event()).acceptedByTaker()).isEqualTo("sue");
        for (String name : List.of("register", "archive")) {
            Recorded<State> asset = desk.head(name);
            assertThat(asset.version()).isEqualTo(2);
            assertThat(asset.position()).isGreaterThan(accepted.position()).isLessThan(accepted.next());
            assertThat(asset.state().owner()).isEqualTo(id("south"));
            assertThat(((Asset) asset.state()).formerOwners())
                    .containsExactly(new FormerOwner(id("north"), LocalDate.parse("2026-11-01")));
        }
    }

    @Test
    void theTakerMayProposeAndTheGiverAgrees() {
        Event proposed = sue.accepts(propose("2026-11-01", "register"));
        assertThat(transfer(proposed).acceptedByTaker()).isEqualTo("sue");
        nora.accepts(decide(proposed, true));
        assertThat(owner("register")).isEqualTo(id("south"));
    }

    @Test
    void onePersonNeverAgreesForBothSides() {
        Desk all = desk.as(new Viewer("all", false, ofNorth.roles(), Set.of(), true));
        Event proposed = all.accepts(propose("2026-11-01", "register"));
        assertThat(all.refuses(decide(proposed, true)))
                .extracting(Problem::message)
                .containsExactly("You proposed this yourself; another person has to agree to it");
        nora.denies(decide(proposed, true));
        sue.accepts(decide(proposed, true));
    }

    @Test
    void aMachineNeitherProposesNorDecidesAndNorDoesWhoRecordsForNeitherSide() {
        Event proposed = nora.accepts(propose("2026-11-01", "register"));
        desk.as(machine(ofNorth)).denies(propose("2026-11-01", "register"));
        desk.as(machine(desk.registrar("robot", "south"))).denies(decide(proposed, true));
        desk.subject("west");
        Desk wes = desk.as(desk.registrar("wes", "west"));
        wes.denies(propose("2026-11-01", "register"));
        assertThat(wes.refuses(decide(proposed, true)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("transfer", Code.NOT_FOUND));
    }

    @Test
    void aTransferIsDeclinedByOneSideOrWithdrawnByTheOtherAndThenOver() {
        Event declined = sue.accepts(decide(nora.accepts(propose("2026-11-01", "register")), false));
        assertThat(declined.type()).isEqualTo(Event.Type.TRANSFER_DECLINED);
        assertThat(transfer(declined).state()).isEqualTo(TransferState.DECLINED);
        Event withdrawn = nora.accepts(decide(nora.accepts(propose("2026-11-01", "register")), false));
        assertThat(withdrawn.type()).isEqualTo(Event.Type.TRANSFER_WITHDRAWN);
        assertThat(sue.refuses(decide(withdrawn, true)))
                .extracting(Problem::message)
                .containsExactly("The transfer is decided already: WITHDRAWN");
        assertThat(owner("register")).isEqualTo(id("north"));
    }

    @Test
    void aTransferOfALaterDayIsAcceptedOnThatDayAndNotBefore() {
        Event proposed = nora.accepts(propose(TODAY.plusDays(1).toString(), "register"));
        assertThat(sue.refuses(decide(proposed, true)))
                .extracting(Problem::message)
                .containsExactly(
                        "The assets go over on 2026-11-22, and today is 2026-11-21; accept the transfer on that day or"
                                + " later");
    }

    @Test
    void whatHasGoneElsewhereMeanwhileStopsTheWholeTransfer() {
        desk.accepts(desk.system("archive", "north"));
        Event both = nora.accepts(propose("2026-11-01", "register", "archive"));
        sue.accepts(decide(nora.accepts(propose("2026-11-02", "archive")), true));
        assertThat(sue.refuses(decide(both, true)))
                .extracting(Problem::field, Problem::message)
                .containsExactly(tuple("assets[1]", "This asset is not, or no longer, of the giver"));
        assertThat(owner("register")).isEqualTo(id("north"));
    }

    @Test
    void anIdentifierThatTheTakerHasInUseStopsTheTransfer() {
        Event proposed = nora.accepts(propose("2026-11-01", "register"));
        Recorded<State> register = desk.head("register");
        desk.accepts(desk.system("register", "south"));
        assertThat(sue.refuses(decide(proposed, true)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("assets[0].externalIds", Code.IDENTIFIER_TAKEN));
        assertThat(desk.heads().find(register.id())).contains(register);
    }

    @Test
    void whoDoesNotSeeARestrictedAssetCannotNameItThoughItMayBeTransferredToHim() {
        desk.accepts(restricted(desk.system("secret", "north")));
        assertThat(sue.refuses(propose("2026-11-01", "register", "secret")))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("assets[1]", Code.NOT_FOUND));
        sue.accepts(decide(nora.accepts(propose("2026-11-01", "secret")), true));
        assertThat(owner("secret")).isEqualTo(id("south"));
    }

    @Test
    void allThatIsWrongWithAProposalComesInOneAnswer() {
        desk.accepts(desk.system("theirs", "south"));
        assertThat(nora.refuses(propose("2026-11-01", "theirs", "nothing", "schools")))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("assets[1]", Code.NOT_FOUND), tuple("assets[2]", Code.WRONG_KIND));
        assertThat(nora.refuses(propose("2026-11-01", "theirs")))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("assets[0]", Code.NOT_ALLOWED));
        assertThat(nora.refuses(propose("2026-11-01", "register", "register")))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("assets[1]", Code.FORM));
        assertThat(nora.refuses(propose("2026-11-01")))
                .extracting(Problem::field)
                .containsExactly("assets");
    }

    /** BR01. */
    @Test
    void aRegisterNumberSurvivesTheOwnerAndIsNeverGivenAgain() {
        String number = ((Asset) desk.head("register").state()).number().value();
        move("north", "south", "2026-11-01", "register");
        assertThat(((Asset) desk.head("register").state()).number().value()).isEqualTo(number);
        List<String> numbers = new ArrayList<>(List.of(number));
        for (int i = 0; i < 5; i++) {
            desk.accepts(desk.system("next" + i, "north"));
            numbers.add(((Asset) desk.head("next" + i).state()).number().value());
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(desk.refuses(desk.revise("register", Map.of("number", "SYS-1"))))
                .extracting(Problem::field)
                .containsExactly("number");
    }

    /** BR02. */
    @Test
    void anAssetGoesOnlyToWhoExistsFromWhoExistedAndAfterItCame() {
        desk.accepts(existing("young", "2026-06-01", null));
        desk.accepts(existing("ended", "2000-01-01", "2026-07-01"));
        nora.accepts(new Command.ProposeTransfer(
                ref("north"), ref("young"), List.of(ref("register")), day("2026-06-01"), null, null, null));
        assertThat(nora.refuses(new Command.ProposeTransfer(
                        ref("north"), ref("young"), List.of(ref("register")), day("2026-05-31"), null, null, null)))
                .extracting(Problem::field, Problem::message)
                .containsExactly(tuple("on", "The taker does not exist on 2026-05-31"));
        assertThat(nora.refuses(new Command.ProposeTransfer(
                        ref("north"), ref("ended"), List.of(ref("register")), day("2026-06-30"), null, null, null)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("assets[0].owner", Code.NOT_ALLOWED));
        move("north", "south", "2026-11-01", "register");
        assertThat(sue.refuses(new Command.ProposeTransfer(
                        ref("south"), ref("north"), List.of(ref("register")), day("2026-11-01"), null, null, null)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("assets[0]", Code.NOT_ALLOWED));
        move("south", "north", "2026-11-02", "register");
    }

    /** BR02. */
    @Test
    void anAssetOfAnAuthorityThatHasCeasedToExistIsGoneByThen() {
        desk.accepts(existing("ended", "2000-01-01", "2026-07-01"));
        assertThat(desk.refuses(desk.system("late", "ended")))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("owner", Code.NOT_ALLOWED));
        desk.accepts(gone("late", "ended", "2026-07-01"));
        assertThat(desk.refuses(gone("later", "ended", "2026-07-02")))
                .extracting(Problem::field)
                .containsExactly("owner");
        assertThat(desk.refuses(desk.revise("register", Map.of("owner", ref("ended")))))
                .extracting(Problem::field)
                .containsExactly("owner");
    }

    /** BR02, whatever is transferred to whom and when: on every day one owner, who exists. */
    @Test
    void underAnyTransfersTheOwnersOfAnAssetFollowEachOtherWithoutGapOrOverlap() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Desk some = Desk.furnished();
        List<String> authorities = List.of("north", "south", "east", "west");
        some.accepts(existing("east", "2026-03-01", null));
        some.accepts(existing("west", "2020-01-01", null));
        int moved = 0;
        Map<LocalDate, RecordId> known = new TreeMap<>();
        for (int i = 0; i < 400; i++) {
            String from = authorities.get(random.nextInt(4));
            String to = authorities.get(random.nextInt(4));
            LocalDate on = TODAY.minusDays(random.nextInt(400));
            Decision proposed = some.as(some.registrar("giver", from))
                    .decide(new Command.ProposeTransfer(
                            ref(from), ref(to), List.of(ref("register")), on, null, null, null));
            if (proposed instanceof Decision.Accepted open
                    && some.as(some.registrar("taker", to)).decide(decide(open.event(), true))
                            instanceof Decision.Accepted) {
                moved++;
                known.put(on, some.head(to).id());
            }
            assertOwnedByOneWhoExists(some, "seed %d, step %d".formatted(seed, i));
        }
        assertThat(moved).as("seed %d", seed).isPositive();
        Asset asset = (Asset) some.head("register").state();
        assertThat(asset.formerOwners()).extracting(FormerOwner::until).containsExactlyElementsOf(known.keySet());
        assertThat(asset.owner()).isEqualTo(List.copyOf(known.values()).get(moved - 1));
    }

    private static void assertOwnedByOneWhoExists(Desk desk, String where) {
        Asset asset = (Asset) desk.head("register").state();
        for (LocalDate day = TODAY.minusDays(401); !day.isAfter(TODAY); day = day.plusDays(1)) {
            List<RecordId> owners = owners(asset, day);
            assertThat(owners).as("%s, %s", where, day).hasSize(1);
            assertThat(((Subject) desk.heads().find(owners.get(0)).orElseThrow().state())
                            .existence()
                            .contains(day))
                    .as("%s, %s", where, day)
                    .isTrue();
        }
    }

    private static List<RecordId> owners(Asset asset, LocalDate day) {
        List<RecordId> owners = new ArrayList<>();
        LocalDate from = LocalDate.MIN;
        for (FormerOwner former : asset.formerOwners()) {
            if (!day.isBefore(from) && day.isBefore(former.until())) {
                owners.add(former.owner());
            }
            from = former.until();
        }
        if (!day.isBefore(from)) {
            owners.add(asset.owner());
        }
        return owners;
    }

    @Test
    void whatATransferIsOfIsLoadedWithItAndTheirIdentifiersAreLookedUp() {
        Event proposed = nora.accepts(propose("2026-11-01", "register"));
        Heads loaded = new Heads(List.of(desk.heads().find(proposed.record()).orElseThrow()));
        List<Command> commands = List.of(decide(proposed, true));
        Needs behind = Decide.behind(commands, loaded);
        assertThat(behind.ids()).containsExactlyInAnyOrder(id("north"), id("south"), id("register"));
        loaded.putBeyond(List.of(desk.head("north"), desk.head("south"), desk.head("register")));
        assertThat(Decide.behind(commands, loaded).isEmpty()).isTrue();
        assertThat(Decide.beyond(commands, loaded).claims()).containsExactly(Desk.externalId("register"));
    }

    /** Proposed by the one side and accepted by the other. */
    private void move(String from, String to, String on, String asset) {
        Event proposed = desk.as(desk.registrar("giver", from))
                .accepts(new Command.ProposeTransfer(
                        ref(from), ref(to), List.of(ref(asset)), day(on), null, null, null));
        desk.as(desk.registrar("taker", to)).accepts(decide(proposed, true));
    }

    private static Command propose(String on, String... assets) {
        List<Ref> refs = new ArrayList<>();
        List.of(assets).forEach(asset -> refs.add(ref(asset)));
        return new Command.ProposeTransfer(ref("north"), ref("south"), refs, day(on), null, "Order 7", "needed");
    }

    private static Command decide(Event transfer, boolean accept) {
        return new Command.DecideTransfer(new Ref.ById(transfer.record()), transfer.version(), accept, null);
    }

    private static Command.Register existing(String name, String from, @Nullable String to) {
        Map<String, Object> members = new HashMap<>(Map.of("name", name, "level", "municipal", "existsFrom", from));
        if (to != null) {
            members.put("existsTo", to);
        }
        return register(RecordKind.SUBJECT, name, members);
    }

    private static Command.Register gone(String name, String owner, String on) {
        return register(
                RecordKind.TECHNICAL_ASSET,
                name,
                Map.of(
                        "name",
                        name,
                        "purpose",
                        "Why",
                        "owner",
                        ref(owner),
                        "stages",
                        List.of(
                                stage("operation", "2024-01-01"),
                                stage("decommissioning", "2025-01-01"),
                                stage("retention", on))));
    }

    private static Transfer transfer(Event event) {
        return (Transfer) event.state();
    }

    private RecordId owner(String asset) {
        return Objects.requireNonNull(desk.head(asset).state().owner());
    }

    private RecordId id(String name) {
        return desk.head(name).id();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}

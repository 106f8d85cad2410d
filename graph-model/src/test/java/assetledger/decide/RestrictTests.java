package assetledger.decide;

import static assetledger.decide.Desk.TODAY;
import static assetledger.decide.Desk.machine;
import static assetledger.decide.Desk.person;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.register;
import static assetledger.decide.Desk.restricted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Asset;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordKind;
import assetledger.model.Restriction;
import assetledger.model.Role;
import assetledger.model.Viewer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That an asset is restricted by one person at once, and open again only by two. */
class RestrictTests {
    private static final String MACHINE = "Two people must agree to this, and you are signed in as a machine";

    private final Desk desk = Desk.furnished();
    private final Viewer ofNorth = desk.registrar("nora", "north");
    private final Desk nora = desk.as(ofNorth);
    private final Desk nils = desk.as(desk.registrar("nils", "north"));
    private final Desk sue = desk.as(desk.registrar("sue", "south"));

    @Test
    void whoRecordsForTheOwnerRestrictsAtOnce() {
        Event event = nora.accepts(restrict("Because"));
        assertThat(event.type()).isEqualTo(Event.Type.RESTRICTED);
        assertThat(event.effective()).isEqualTo(TODAY);
        assertThat(restriction()).isEqualTo(new Restriction("Because", null));
        assertThat(nora.decide(restrict("Because"))).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void aMachineMayRestrict() {
        desk.as(machine(ofNorth)).accepts(restrict("Because"));
    }

    @Test
    void whoRecordsForAnotherDoesNotRestrict() {
        sue.denies(restrict("Because"));
        desk.as(person("olga", Role.OPERATOR, Role.AUDITOR)).denies(restrict("Because"));
    }

    @Test
    void onlyAnAssetIsRestrictedWithAGroundAndByItsPresentVersion() {
        assertThat(desk.refuses(new Command.Restrict(ref("schools"), 1, "Because")))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("record", Code.WRONG_KIND));
        assertThat(nora.refuses(restrict(" "))).extracting(Problem::code).containsExactly(Code.FORM);
        assertThat(nora.refuses(new Command.Restrict(ref("register"), 2, "Because")))
                .extracting(Problem::code)
                .containsExactly(Code.VERSION_CONFLICT);
    }

    @Test
    void aRestrictionIsLiftedByASecondPersonWhoRecordsForTheOwner() {
        nora.accepts(restrict("Because"));
        Event proposed = nora.accepts(propose());
        assertThat(proposed.type()).isEqualTo(Event.Type.RELEASE_PROPOSED);
        assertThat(restriction()).isEqualTo(new Restriction("Because", "nora"));
        Event released = nils.accepts(decide(true));
        assertThat(released.type()).isEqualTo(Event.Type.RELEASED);
        assertThat(restriction()).isNull();
        sue.denies(restrict("Because"));
    }

    @Test
    void whoProposedToLiftARestrictionDoesNotAgreeToIt() {
        nora.accepts(restrict("Because"));
        nora.accepts(propose());
        assertThat(nora.refuses(decide(true)))
                .extracting(Problem::code, Problem::message)
                .containsExactly(
                        tuple(Code.NOT_ALLOWED, "You proposed this yourself; another person has to agree to it"));
        assertThat(restriction()).isEqualTo(new Restriction("Because", "nora"));
    }

    @Test
    void whoRestrictedMayAgreeThatItIsLifted() {
        nora.accepts(restrict("Because"));
        nils.accepts(propose());
        nora.accepts(decide(true));
        assertThat(restriction()).isNull();
    }

    @Test
    void whoRecordsForAnotherOrOnlyReadsNeitherProposesNorDecides() {
        nora.accepts(restrict("Because"));
        assertThat(sue.refuses(propose())).extracting(Problem::code).containsExactly(Code.NOT_FOUND);
        Desk ada = desk.as(person("ada", Role.AUDITOR));
        ada.denies(propose());
        nora.accepts(propose());
        assertThat(sue.refuses(decide(true))).extracting(Problem::code).containsExactly(Code.NOT_FOUND);
        ada.denies(decide(true));
        ada.denies(decide(false));
    }

    @Test
    void aMachineNeitherProposesNorDecides() {
        nora.accepts(restrict("Because"));
        Desk robot = desk.as(machine(desk.registrar("robot", "north")));
        assertThat(robot.denies(propose())).isEqualTo(MACHINE);
        nora.accepts(propose());
        assertThat(robot.denies(decide(true))).isEqualTo(MACHINE);
        assertThat(robot.denies(decide(false))).isEqualTo(MACHINE);
    }

    @Test
    void whatIsDeclinedStaysRestrictedUntilItIsProposedAgain() {
        nora.accepts(restrict("Because"));
        nora.accepts(propose());
        Event declined = nils.accepts(decide(false));
        assertThat(declined.type()).isEqualTo(Event.Type.RELEASE_DECLINED);
        assertThat(restriction()).isEqualTo(new Restriction("Because", null));
        assertThat(nils.refuses(decide(true)))
                .extracting(Problem::message)
                .containsExactly("Nobody has proposed to lift the restriction");
    }

    @Test
    void whoProposedMayWithdrawIt() {
        nora.accepts(restrict("Because"));
        nora.accepts(propose());
        nora.accepts(decide(false));
        assertThat(restriction()).isEqualTo(new Restriction("Because", null));
    }

    @Test
    void restrictingAgainWithdrawsAProposal() {
        nora.accepts(restrict("Because"));
        nora.accepts(propose());
        nils.accepts(restrict("For another reason"));
        assertThat(restriction()).isEqualTo(new Restriction("For another reason", null));
        nils.refuses(decide(true));
    }

    @Test
    void whatIsNotRestrictedIsNotLifted() {
        assertThat(nora.refuses(propose()))
                .extracting(Problem::code, Problem::message)
                .containsExactly(tuple(Code.NOT_ALLOWED, "The asset is not restricted"));
        nora.refuses(decide(true));
        nora.refuses(decide(false));
    }

    @Test
    void anAssetMayBeRestrictedFromItsBeginning() {
        Event event = nora.accepts(restricted(desk.system("new", "north")));
        assertThat(event.type()).isEqualTo(Event.Type.REGISTERED);
        assertThat(((Asset) event.state()).restriction()).isEqualTo(new Restriction("Because", null));
    }

    @Test
    void onlyAnAssetIsRestrictedFromItsBeginning() {
        Command.Register function =
                register(RecordKind.FUNCTION, "new", Map.of("name", "A", "area", "01", "kind", "SERVICE"));
        assertThat(nora.refuses(restricted(function)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("restriction", Code.UNKNOWN_FIELD));
    }

    @Test
    void aRevisionOrANewStageKeepsTheRestrictionAndTheProposal() {
        nora.accepts(restrict("Because"));
        nora.accepts(propose());
        nora.accepts(desk.revise("register", Map.of("name", "A")));
        nora.accepts(
                new Command.ChangeStage(ref("register"), desk.head("register").version(), "suspended", TODAY, null));
        assertThat(restriction()).isEqualTo(new Restriction("Because", "nora"));
    }

    @Test
    void aRevisionDoesNotLiftARestrictionNorSayWhoProposedIt() {
        nora.accepts(restrict("Because"));
        Map<String, Object> lifted = new HashMap<>();
        lifted.put("restriction", null);
        nora.refuses(desk.revise("register", lifted));
        Map<String, Object> forged = Map.of("restriction", Map.of("ground", "Because", "releaseProposedBy", "zoe"));
        nora.refuses(desk.revise("register", forged));
        assertThat(restriction()).isEqualTo(new Restriction("Because", null));
    }

    private Command restrict(String ground) {
        return new Command.Restrict(ref("register"), desk.head("register").version(), ground);
    }

    private Command propose() {
        return new Command.ProposeRelease(ref("register"), desk.head("register").version(), "over");
    }

    private Command decide(boolean accept) {
        return new Command.DecideRelease(ref("register"), desk.head("register").version(), accept, "checked");
    }

    private @Nullable Restriction restriction() {
        return ((Asset) desk.head("register").state()).restriction();
    }
}

package assetledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.testing.States;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ViewerTests {
    private static final RecordId OWN = States.ONE;
    private static final RecordId FOREIGN = States.TWO;
    private static final Viewer REGISTRAR = new Viewer("p", false, Set.of(Role.REGISTRAR), Set.of(OWN), false);
    private static final Viewer REGISTRAR_OF_ALL = new Viewer("p", false, Set.of(Role.REGISTRAR), Set.of(), true);

    @Test
    void aRegistrarRecordsForHisAuthoritiesOnly() {
        assertThat(REGISTRAR.recordsFor(OWN)).isTrue();
        assertThat(REGISTRAR.recordsFor(FOREIGN)).isFalse();
        assertThat(REGISTRAR.recordsFor(null)).isFalse();
    }

    @Test
    void aRegistrarForAllRecordsWhatBelongsToNobodyToo() {
        assertThat(REGISTRAR_OF_ALL.recordsFor(FOREIGN)).isTrue();
        assertThat(REGISTRAR_OF_ALL.recordsFor(null)).isTrue();
    }

    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "REGISTRAR")
    @ParameterizedTest
    void noOtherRoleRecordsAnything(Role role) {
        Viewer viewer = new Viewer("p", false, Set.of(role), Set.of(OWN), true);
        assertThat(viewer.recordsFor(OWN)).isFalse();
        assertThat(viewer.recordsFor(null)).isFalse();
    }

    @Test
    void onlyAnAuditorAndARegistrarForAllSeeEveryRestrictedRecord() {
        for (Role role : Role.values()) {
            Viewer some = new Viewer("p", false, Set.of(role), Set.of(OWN), false);
            assertThat(some.seesAllRestricted()).as("%s", role).isEqualTo(role == Role.AUDITOR);
            Viewer every = new Viewer("p", false, Set.of(role), Set.of(), true);
            assertThat(every.seesAllRestricted())
                    .as("%s", role)
                    .isEqualTo(role == Role.AUDITOR || role == Role.REGISTRAR);
        }
        assertThat(new Viewer("p", false, Set.of(), Set.of(), true).seesAllRestricted())
                .isFalse();
    }

    static Stream<State> states() {
        return States.all()
                .filter(state -> !(state instanceof Grant || state instanceof Import || state instanceof Transfer));
    }

    @MethodSource("states")
    @ParameterizedTest
    void whatIsNotRestrictedIsSeenByAllAndWhatIsByItsOwnersRegistrarAndByAuditors(State state) {
        boolean restricted = state instanceof Asset asset && asset.restriction() != null;
        assertThat(with(Role.AUDITOR).sees(state)).isTrue();
        assertThat(REGISTRAR_OF_ALL.sees(state)).isTrue();
        assertThat(REGISTRAR.sees(state)).isTrue();
        Viewer ofAnother = new Viewer("p", false, Set.of(Role.REGISTRAR), Set.of(FOREIGN), false);
        Set<Role> notAuditor = new HashSet<>(EnumSet.complementOf(EnumSet.of(Role.AUDITOR, Role.REGISTRAR)));
        Viewer formerRegistrar = new Viewer("p", false, notAuditor, Set.of(OWN), true);
        for (Viewer other : List.of(ofAnother, formerRegistrar, with())) {
            assertThat(other.sees(state)).as("%s", other).isEqualTo(!restricted);
        }
    }

    @Test
    void theExamplesHoldRestrictedAssets() {
        assertThat(states().filter(state -> state instanceof Asset asset && asset.restriction() != null))
                .hasSize(2);
    }

    @EnumSource(Role.class)
    @ParameterizedTest
    void aGrantIsSeenByItsHolderByOperatorsAndByAuditors(Role role) {
        Grant grant = new Grant("carla", false, Role.ANALYST, null, Validity.ALWAYS, "ann", null);
        assertThat(with(role).sees(grant)).isEqualTo(role == Role.OPERATOR || role == Role.AUDITOR);
        assertThat(new Viewer("carla", false, Set.of(), Set.of(), false).sees(grant))
                .isTrue();
        assertThat(new Viewer("ann", false, Set.of(), Set.of(), false).sees(grant))
                .isFalse();
    }

    @EnumSource(Role.class)
    @ParameterizedTest
    void anImportIsSeenByWhoRanItByHisAuthorityByOperatorsAndByThoseWhoAskAcross(Role role) {
        Import run = new Import("List", "carla", OWN, ImportState.OPEN, List.of(States.TABLE), List.of());
        assertThat(with(role).sees(run)).isEqualTo(role != Role.REGISTRAR);
        assertThat(REGISTRAR.sees(run)).isTrue();
        assertThat(new Viewer("p", false, Set.of(Role.REGISTRAR), Set.of(FOREIGN), false).sees(run))
                .isFalse();
        assertThat(new Viewer("carla", false, Set.of(), Set.of(), false).sees(run))
                .isTrue();
    }

    @EnumSource(Role.class)
    @ParameterizedTest
    void aTransferIsSeenByBothSidesAndByThoseWhoAskAcross(Role role) {
        for (Transfer transfer : List.of(transfer(OWN, FOREIGN), transfer(FOREIGN, OWN))) {
            assertThat(with(role).sees(transfer)).isEqualTo(with(role).asksAcross());
            assertThat(REGISTRAR.sees(transfer)).isTrue();
            RecordId third = RecordId.random();
            assertThat(new Viewer("p", false, Set.of(Role.REGISTRAR), Set.of(third), false).sees(transfer))
                    .isFalse();
        }
    }

    private static Transfer transfer(RecordId from, RecordId to) {
        return new Transfer(
                from, to, List.of(States.ONE), States.DAY, null, null, TransferState.PROPOSED, "ann", "ann", null);
    }

    @EnumSource(Role.class)
    @ParameterizedTest
    void questionsAcrossAuthoritiesAreForAnalystsReviewersAndAuditors(Role role) {
        boolean asks =
                EnumSet.of(Role.ANALYST, Role.BUDGET_REVIEWER, Role.AUDITOR).contains(role);
        assertThat(with(role).asksAcross()).isEqualTo(asks);
        assertThat(with(role).seesMoneyOf(FOREIGN)).isEqualTo(asks);
        assertThat(with(role).seesMoneyOf(null)).isEqualTo(asks);
    }

    @Test
    void aRegistrarSeesTheMoneyOfHisOwnAuthority() {
        assertThat(REGISTRAR.seesMoneyOf(OWN)).isTrue();
        assertThat(REGISTRAR.seesMoneyOf(FOREIGN)).isFalse();
        assertThat(REGISTRAR_OF_ALL.seesMoneyOf(FOREIGN)).isTrue();
    }

    @Test
    void theServerIsAMachineWithEveryRight() {
        Viewer server = Viewer.server("demonstration");
        assertThat(server.person()).isEqualTo("demonstration");
        assertThat(server.client()).isTrue();
        assertThat(server.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(server.recordsFor(null)).isTrue();
        assertThat(server.seesAllRestricted()).isTrue();
    }

    @Test
    void rightsDoNotChangeUnderAViewersHands() {
        Set<Role> roles = new HashSet<>(Set.of(Role.ANALYST));
        Set<RecordId> authorities = new HashSet<>(Set.of(OWN));
        Viewer viewer = new Viewer("p", false, roles, authorities, false);
        roles.add(Role.AUDITOR);
        authorities.add(FOREIGN);
        assertThat(viewer.roles()).containsExactly(Role.ANALYST);
        assertThat(viewer.authorities()).containsExactly(OWN);
    }

    private static Viewer with(Role... roles) {
        return new Viewer("p", false, Set.of(roles), Set.of(), false);
    }
}

package assetledger.model;

import static assetledger.model.Refused.refuses;
import static assetledger.testing.States.DAY;
import static assetledger.testing.States.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantTests {
    @Test
    void aGrantHoldsOnTheDaysOfItsSpanOnceItIsAccepted() {
        Grant accepted = grant(new Validity(DAY, DAY.plusDays(2)), "ben");
        assertThat(accepted.holdsOn(DAY.minusDays(1))).isFalse();
        assertThat(accepted.holdsOn(DAY)).isTrue();
        assertThat(accepted.holdsOn(DAY.plusDays(1))).isTrue();
        assertThat(accepted.holdsOn(DAY.plusDays(2))).isFalse();
        assertThat(grant(Validity.ALWAYS, "ben").holdsOn(DAY)).isTrue();
    }

    @Test
    void aGrantThatNobodyAcceptedHoldsOnNoDay() {
        assertThat(grant(new Validity(DAY, DAY.plusDays(2)), null).holdsOn(DAY)).isFalse();
        assertThat(grant(Validity.ALWAYS, null).holdsOn(DAY)).isFalse();
    }

    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "REGISTRAR")
    @ParameterizedTest
    void onlyARegistrarIsGrantedForOneAuthority(Role role) {
        refuses(
                "authority",
                "Only a registrar is granted for one authority",
                () -> new Grant("carla", false, role, ONE, Validity.ALWAYS, "ann", null));
        assertThat(new Grant("carla", false, role, null, Validity.ALWAYS, "ann", null).references())
                .isEmpty();
    }

    @EnumSource(Role.class)
    @ParameterizedTest
    void aMachineIsGrantedNothingForAllAuthorities(Role role) {
        refuses(
                "client",
                "A machine is granted to be the registrar of one authority, nothing else",
                () -> new Grant("import", true, role, null, Validity.ALWAYS, "ann", null));
    }

    @Test
    void aMachineMayBeTheRegistrarOfOneAuthority() {
        assertThat(new Grant("import", true, Role.REGISTRAR, ONE, Validity.ALWAYS, "ann", null).references())
                .containsExactly(new Reference("authority", ONE, RecordKind.SUBJECT));
    }

    @Test
    void aGrantBelongsToNoAuthoritySoThatNoRegistrarOfOneMayRecordIt() {
        assertThat(grant(Validity.ALWAYS, "ben").owner()).isNull();
        assertThat(grant(Validity.ALWAYS, "ben").externalIds()).isEmpty();
    }

    @Test
    void whoHoldsAndWhoAgreedIsNeverBlank() {
        refuses("holder", "holder must not be blank", () -> holder(" "));
        refuses("holder", "at most 200", () -> holder("x".repeat(201)));
        refuses(
                "proposedBy",
                "proposedBy must not be blank",
                () -> new Grant("carla", false, Role.AUDITOR, null, Validity.ALWAYS, "", null));
        refuses("acceptedBy", "acceptedBy must not be blank", () -> grant(Validity.ALWAYS, ""));
    }

    @Test
    void aRestrictionHasAGround() {
        refuses("ground", "ground must not be blank", () -> new Restriction(" ", null));
        refuses("ground", "at most 2000", () -> new Restriction("x".repeat(2_001), null));
        refuses("releaseProposedBy", "must not be blank", () -> new Restriction("Because", ""));
    }

    private static Grant holder(String holder) {
        return new Grant(holder, false, Role.AUDITOR, null, Validity.ALWAYS, "ann", null);
    }

    private static Grant grant(Validity validity, @Nullable String acceptedBy) {
        return new Grant("carla", false, Role.REGISTRAR, ONE, validity, "ann", acceptedBy);
    }
}

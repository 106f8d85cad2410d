package assetledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.SpendingLine;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.testing.States;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTests {
    private static final RecordId OWN = States.ONE;
    private static final RecordId FOREIGN = States.TWO;
    private static final Viewer NOBODY = viewer();
    private static final Viewer ITS_REGISTRAR = new Viewer("r", false, Set.of(Role.REGISTRAR), Set.of(OWN), false);

    private static Viewer viewer(Role... roles) {
        return new Viewer("p", false, Set.of(roles), Set.of(), false);
    }

    @CsvSource({
        "SIGNED_IN, ANALYST AUDITOR BUDGET_REVIEWER OPERATOR REGISTRAR",
        "CARD, ANALYST AUDITOR BUDGET_REVIEWER OPERATOR REGISTRAR",
        "MONEY, ANALYST AUDITOR BUDGET_REVIEWER REGISTRAR",
        "SECURITY, ANALYST AUDITOR REGISTRAR",
        "ACROSS, ANALYST AUDITOR BUDGET_REVIEWER",
        "REGISTRARS, REGISTRAR",
        "OPERATORS, OPERATOR",
        "GRANTS, AUDITOR OPERATOR",
        "PERSONS, ANALYST AUDITOR BUDGET_REVIEWER OPERATOR REGISTRAR"
    })
    @ParameterizedTest
    void aRuleLetsThroughWhomItNames(Access rule, String roles) {
        assertThat(Arrays.stream(Role.values())
                        .filter(role -> rule.passes(viewer(role), null))
                        .map(Role::name)
                        .sorted()
                        .collect(Collectors.joining(" ")))
                .isEqualTo(roles);
        assertThat(rule.passes(NOBODY, null))
                .isEqualTo(rule == Access.SIGNED_IN || rule == Access.CARD || rule == Access.PERSONS);
    }

    /** Otherwise nobody would ask it. */
    @EnumSource(Access.class)
    @ParameterizedTest
    void aRuleThatTurnsSomebodyAwayOrMasksRestricts(Access rule) {
        Stream<Viewer> viewers =
                Stream.concat(Stream.of(NOBODY), Arrays.stream(Role.values()).map(AccessTests::viewer));
        assertThat(rule.restricts())
                .isEqualTo(!viewers.allMatch(viewer -> rule.passes(viewer, null)) || rule.masks(NOBODY, line()));
    }

    @Test
    void aRegistrarAsksAcrossAuthoritiesOnlyWhereHeNamesHisOwn() {
        assertThat(Access.ACROSS.passes(ITS_REGISTRAR, OWN)).isTrue();
        assertThat(Access.ACROSS.passes(ITS_REGISTRAR, FOREIGN)).isFalse();
        assertThat(Access.ACROSS.passes(ITS_REGISTRAR, null)).isFalse();
        assertThat(Access.ACROSS.passes(new Viewer("o", false, Set.of(Role.OPERATOR), Set.of(OWN), false), OWN))
                .isFalse();
    }

    /** Who records for all names one of them all the same. */
    @Test
    void whoRecordsForAllAsksAcrossThemOneByOne() {
        Viewer ofAll = new Viewer("a", false, Set.of(Role.REGISTRAR), Set.of(), true);
        assertThat(Access.ACROSS.passes(ofAll, FOREIGN)).isTrue();
        assertThat(Access.ACROSS.passes(ofAll, null)).isFalse();
    }

    @EnumSource(Access.class)
    @ParameterizedTest
    void onlyMoneyPersonsAndProtectionOfOthersAreMasked(Access rule) {
        Recorded<State> line = line();
        RecordId owner = line.state().owner();
        Viewer another = new Viewer("r", false, Set.of(Role.REGISTRAR), Set.of(other(owner)), false);
        Viewer its = new Viewer("r", false, Set.of(Role.REGISTRAR), Set.of(own(owner)), false);
        assertThat(rule.masks(another, line))
                .isEqualTo(rule == Access.MONEY || rule == Access.PERSONS || rule == Access.SECURITY);
        assertThat(rule.masks(its, line)).isFalse();
        Viewer machine = new Viewer("m", true, its.roles(), its.authorities(), false);
        assertThat(rule.masks(machine, line)).isEqualTo(rule == Access.PERSONS);
        for (Viewer sees : List.of(viewer(Role.ANALYST), viewer(Role.AUDITOR))) {
            assertThat(rule.masks(sees, line)).isEqualTo(rule == Access.PERSONS);
        }
        assertThat(rule.masks(viewer(Role.BUDGET_REVIEWER), line))
                .isEqualTo(rule == Access.PERSONS || rule == Access.SECURITY);
        assertThat(rule.masks(another, "an answer that is no record")).isFalse();
        assertThat(rule.masks(another, null)).isFalse();
    }

    private static Recorded<State> line() {
        State line =
                States.full().filter(SpendingLine.class::isInstance).findFirst().orElseThrow();
        return new Recorded<>(RecordId.random(), 1, 7, line);
    }

    private static RecordId own(@Nullable RecordId owner) {
        if (owner == null) {
            throw new IllegalStateException("A line of spending belongs to somebody");
        }
        return owner;
    }

    private static RecordId other(@Nullable RecordId owner) {
        return FOREIGN.equals(owner) ? OWN : FOREIGN;
    }
}

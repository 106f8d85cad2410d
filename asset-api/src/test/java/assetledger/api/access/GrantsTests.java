package assetledger.api.access;

import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.Policy.Relation;
import assetledger.api.ledger.LedgerReads;
import assetledger.model.RecordId;
import assetledger.model.Role;
import assetledger.model.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which rights somebody has on a day, by his grants and by his token. */
class GrantsTests extends WatchedServer {
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @Autowired
    private LedgerReads ledger;

    private RecordId own() {
        return RecordId.of(holdings().id("Subject", Relation.OWN));
    }

    private RecordId foreign() {
        return RecordId.of(holdings().id("Subject", Relation.FOREIGN));
    }

    private static String person() {
        return name("granted").replace(' ', '-');
    }

    private static Caller caller(String person, @Nullable RecordId authority, Role... roles) {
        return new Caller(person, false, Set.of(roles), authority, Instant.MAX);
    }

    private static Map<String, Object> role(String person, Role role) {
        return new HashMap<>(Map.of("holder", person, "role", role.name()));
    }

    private Map<String, Object> registrar(String person, Relation authority) {
        Map<String, Object> proposal = role(person, Role.REGISTRAR);
        proposal.put("authority", holdings().ref("Subject", authority));
        return proposal;
    }

    private String propose(Map<String, Object> proposal) {
        return operator("first").recorded("proposeGrant", proposal);
    }

    private String grant(Map<String, Object> proposal) {
        return operator("second")
                .recorded("decideGrant", Map.of("grant", propose(proposal), "expectedVersion", 1, "accept", true));
    }

    private Viewer on(LocalDate day, Caller caller) {
        Grants grants =
                new Grants(ledger, Clock.fixed(day.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC));
        grants.refresh().block(Duration.ofSeconds(10));
        return grants.viewer(caller);
    }

    @Test
    void aGrantCountsFromItsFirstDayUntilItsEnd() {
        String person = person();
        Map<String, Object> proposal = registrar(person, Relation.OWN);
        proposal.put("from", today.plusDays(10).toString());
        proposal.put("to", today.plusDays(20).toString());
        grant(proposal);
        Caller caller = caller(person, null);
        Viewer without = new Viewer(person, false, Set.of(), Set.of(), false);
        Viewer with = new Viewer(person, false, Set.of(Role.REGISTRAR), Set.of(own()), false);
        assertThat(on(today, caller)).isEqualTo(without);
        assertThat(on(today.plusDays(9), caller)).isEqualTo(without);
        assertThat(on(today.plusDays(10), caller)).isEqualTo(with);
        assertThat(on(today.plusDays(19), caller)).isEqualTo(with);
        assertThat(on(today.plusDays(20), caller)).isEqualTo(without);
    }

    @Test
    void aGrantThatIsOnlyProposedCountsForNothing() {
        String person = person();
        propose(role(person, Role.AUDITOR));
        assertThat(on(today, caller(person, null)).roles()).isEmpty();
    }

    @Test
    void aGrantCountsForItsHolderAlone() {
        String person = person();
        grant(role(person, Role.AUDITOR));
        assertThat(on(today, caller(person, null)).roles()).containsExactly(Role.AUDITOR);
        assertThat(on(today, caller(person(), null)).roles()).isEmpty();
    }

    /** Every other role holds for all authorities; recording for one of them does not grow by it. */
    @Test
    void anotherRoleMakesNobodyARegistrarForAll() {
        String person = person();
        grant(registrar(person, Relation.OWN));
        grant(role(person, Role.ANALYST));
        for (Caller caller : Set.of(caller(person, null), caller(person, null, Role.ANALYST))) {
            Viewer viewer = on(today, caller);
            assertThat(viewer.roles()).containsExactlyInAnyOrder(Role.REGISTRAR, Role.ANALYST);
            assertThat(viewer.recordsFor(own())).isTrue();
            assertThat(viewer.recordsFor(foreign())).isFalse();
            assertThat(viewer.recordsFor(null)).isFalse();
        }
    }

    @Test
    void aRegistrarWithoutAnAuthorityIsOneForAll() {
        String person = person();
        assertThat(on(today, caller(person, null, Role.REGISTRAR)).recordsFor(null))
                .isTrue();
        assertThat(on(today, caller(person, null)).recordsFor(foreign())).isFalse();
        grant(role(person, Role.REGISTRAR));
        assertThat(on(today, caller(person, null)).recordsFor(foreign())).isTrue();
    }

    @Test
    void whatTheTokenGivesAndWhatGrantsGiveAddUp() {
        String person = person();
        Caller caller = caller(person, own(), Role.REGISTRAR);
        assertThat(on(today, caller))
                .isEqualTo(new Viewer(person, false, Set.of(Role.REGISTRAR), Set.of(own()), false));
        grant(registrar(person, Relation.FOREIGN));
        grant(role(person, Role.BUDGET_REVIEWER));
        assertThat(on(today, caller))
                .isEqualTo(new Viewer(
                        person, false, Set.of(Role.REGISTRAR, Role.BUDGET_REVIEWER), Set.of(own(), foreign()), false));
    }

    @Test
    void aMachineIsOneByItsTokenOrByItsGrant() {
        String machine = person();
        Map<String, Object> proposal = registrar(machine, Relation.OWN);
        proposal.put("client", true);
        grant(proposal);
        assertThat(on(today, caller(machine, null)).client()).isTrue();
        Caller byToken = new Caller(person(), true, Set.of(Role.REGISTRAR), own(), Instant.MAX);
        assertThat(on(today, byToken).client()).isTrue();
        assertThat(on(today, caller(person(), own(), Role.REGISTRAR)).client()).isFalse();
    }

    @Test
    void theLatestVersionOfAGrantCounts() {
        String person = person();
        String grant = grant(role(person, Role.AUDITOR));
        operator("first")
                .recorded(
                        "endGrant",
                        Map.of(
                                "grant",
                                grant,
                                "expectedVersion",
                                2,
                                "on",
                                today.plusDays(5).toString()));
        assertThat(on(today.plusDays(4), caller(person, null)).roles()).containsExactly(Role.AUDITOR);
        assertThat(on(today.plusDays(5), caller(person, null)).roles()).isEmpty();
    }
}

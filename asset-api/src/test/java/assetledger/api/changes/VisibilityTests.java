package assetledger.api.changes;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.ledger.LedgerEntry;
import assetledger.event.Event;
import assetledger.model.AssetCard;
import assetledger.model.Grant;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.RegisterNumber;
import assetledger.model.Restriction;
import assetledger.model.Role;
import assetledger.model.StageInterval;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.TechnicalAsset;
import assetledger.model.Terms;
import assetledger.model.Validity;
import assetledger.model.Viewer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibilityTests {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final RecordId OWNER = RecordId.random();
    private static final RecordId SYSTEM = RecordId.random();
    private static final Restriction SECRET = new Restriction("Its address is an attacker's map", null);
    private static final Viewer ANALYST = new Viewer("analyst", false, Set.of(Role.ANALYST), Set.of(), false);
    private static final Viewer AUDITOR = new Viewer("auditor", false, Set.of(Role.AUDITOR), Set.of(), false);
    private static final Viewer ITS_REGISTRAR =
            new Viewer("registrar", false, Set.of(Role.REGISTRAR), Set.of(OWNER), false);
    private static final Viewer ANOTHERS_REGISTRAR =
            new Viewer("neighbour", false, Set.of(Role.REGISTRAR), Set.of(RecordId.random()), false);

    private static TechnicalAsset system(@Nullable Restriction restriction) {
        return new TechnicalAsset(
                new AssetCard(
                        new RegisterNumber("SYS-1"),
                        "information-system",
                        "Register of permits",
                        "Keeps permits",
                        OWNER,
                        List.of(new StageInterval("operation", DAY)),
                        List.of(),
                        restriction),
                null,
                null,
                null);
    }

    private static Subject authority() {
        return new Subject("Office", "regional", null, Validity.ALWAYS, List.of(), List.of());
    }

    private static LedgerEntry entry(RecordId record, State state) {
        return new LedgerEntry(Event.Type.REGISTERED, DAY, Instant.EPOCH, new Recorded<>(record, 1, 7, state));
    }

    private static boolean sees(Viewer viewer, LedgerEntry entry, Map<RecordId, State> today) {
        assertThat(today.keySet()).containsAll(Visibility.deciding(List.of(entry)));
        return Visibility.sees(viewer, entry, today);
    }

    @Test
    void whatWasRecordedInTheOpenIsHiddenOnceItsAssetIs() {
        LedgerEntry open = entry(SYSTEM, system(null));
        assertThat(sees(ANALYST, open, Map.of(SYSTEM, system(null)))).isTrue();
        assertThat(sees(ANALYST, open, Map.of(SYSTEM, system(SECRET)))).isFalse();
        assertThat(sees(ANOTHERS_REGISTRAR, open, Map.of(SYSTEM, system(SECRET))))
                .isFalse();
        assertThat(sees(ITS_REGISTRAR, open, Map.of(SYSTEM, system(SECRET)))).isTrue();
        assertThat(sees(AUDITOR, open, Map.of(SYSTEM, system(SECRET)))).isTrue();
    }

    @Test
    void whatWasRecordedHiddenIsShownOnceItsAssetIs() {
        assertThat(sees(ANALYST, entry(SYSTEM, system(SECRET)), Map.of(SYSTEM, system(null))))
                .isTrue();
    }

    @CsvSource({"false, false, true", "true, false, false", "false, true, false", "true, true, false"})
    @ParameterizedTest
    void aLinkIsShownOnlyWhereBothOfItsEndsAre(boolean tailHidden, boolean headHidden, boolean shown) {
        RecordId act = RecordId.random();
        LedgerEntry link =
                entry(RecordId.random(), new Link(LinkKind.GOVERNED_BY, SYSTEM, act, Validity.ALWAYS, Terms.NONE));
        Map<RecordId, State> today =
                Map.of(SYSTEM, system(tailHidden ? SECRET : null), act, system(headHidden ? SECRET : null));
        assertThat(sees(ANALYST, link, today)).isEqualTo(shown);
        assertThat(sees(AUDITOR, link, today)).isTrue();
    }

    @Test
    void anAuthorityIsShownToAll() {
        assertThat(sees(ANOTHERS_REGISTRAR, entry(OWNER, authority()), Map.of()))
                .isTrue();
    }

    @CsvSource({
        "OPERATOR, anybody, true",
        "AUDITOR, anybody, true",
        "ANALYST, anybody, false",
        "REGISTRAR, holder, true",
        "REGISTRAR, anybody, false"
    })
    @ParameterizedTest
    void aGrantIsShownToWhoDecidesOverGrantsAndToItsHolder(Role role, String person, boolean shown) {
        LedgerEntry grant =
                entry(RecordId.random(), new Grant("holder", false, Role.ANALYST, null, Validity.ALWAYS, "one", null));
        assertThat(sees(new Viewer(person, false, Set.of(role), Set.of(), false), grant, Map.of()))
                .isEqualTo(shown);
    }

    @Test
    void whatCannotBeJudgedIsNotShown() {
        assertThat(Visibility.sees(AUDITOR, entry(SYSTEM, system(null)), Map.of()))
                .isFalse();
    }
}

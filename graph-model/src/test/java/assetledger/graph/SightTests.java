package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.RecordId;
import assetledger.model.Role;
import assetledger.model.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SightTests {
    private static final RecordId OWN = RecordId.random();

    @Test
    void aRegistrarSeesWhatIsRestrictedOfHisAuthority() {
        assertThat(Sight.of(viewer(Role.REGISTRAR), Map.of()))
                .containsEntry("seesAll", false)
                .containsEntry("own", List.of(OWN.toString()));
    }

    /** Whom a token or a grant ties to an authority in another role records nothing for it. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REGISTRAR")
    void anAuthorityIsOnlyTheRegistrarsOwn(Role role) {
        assertThat(Sight.of(viewer(role), Map.of())).containsEntry("own", List.of());
    }

    private static Viewer viewer(Role role) {
        return new Viewer("p", false, Set.of(role), Set.of(OWN), false);
    }
}

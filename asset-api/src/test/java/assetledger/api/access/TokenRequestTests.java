package assetledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.model.InvalidValue;
import assetledger.model.RecordId;
import assetledger.model.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody may ask a token for on the command line, and what he is told where it makes no sense. */
class TokenRequestTests {
    private static final String AUTHORITY = RecordId.random().toString();

    @Test
    void aPersonIsNamedAfterHisRolesUnlessHeIsNamed() {
        assertThat(TokenRequest.of(List.of("budget-reviewer"), null, null, false, 30))
                .isEqualTo(new TokenRequest(
                        Set.of(Role.BUDGET_REVIEWER), null, "budget-reviewer", false, Duration.ofDays(30)));
        assertThat(TokenRequest.of(List.of("registrar", "analyst"), AUTHORITY, "ann", false, 1))
                .isEqualTo(new TokenRequest(
                        Set.of(Role.REGISTRAR, Role.ANALYST),
                        RecordId.of(AUTHORITY),
                        "ann",
                        false,
                        Duration.ofDays(1)));
    }

    @Test
    void aMachineIsTheRegistrarOfOneAuthority() {
        assertThat(TokenRequest.of(List.of("registrar"), AUTHORITY, "feed", true, 366)
                        .machine())
                .isTrue();
    }

    static Stream<Arguments> senseless() {
        return Stream.of(
                Arguments.of("king", null, "ann", false, 1, "--role is one of registrar, analyst, budget-reviewer"),
                Arguments.of("analyst", AUTHORITY, "ann", false, 1, "--subject is for registrars"),
                Arguments.of("registrar", null, "feed", true, 1, "give --subject too"),
                Arguments.of("analyst", null, "feed", true, 1, "A machine is the registrar of one authority"),
                Arguments.of("analyst", null, "ann", false, 0, "--days is from 1 to 366, but this is 0"),
                Arguments.of("analyst", null, "ann", false, 367, "--days is from 1 to 366, but this is 367"),
                Arguments.of("analyst", null, "ann lee", false, 1, "but this is 'ann lee'"),
                Arguments.of("analyst", null, "a".repeat(101), false, 1, "--person has 1 to 100 letters"),
                Arguments.of("registrar", "north", "ann", false, 1, "An id looks like"));
    }

    @MethodSource("senseless")
    @ParameterizedTest
    void whatMakesNoSenseIsRefusedInWords(
            String role, @Nullable String subject, String person, boolean machine, int days, String words) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> TokenRequest.of(List.of(role), subject, person, machine, days))
                .withMessageContaining(words);
    }
}

package assetledger.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import assetledger.api.access.Caller;
import assetledger.api.problem.Refusal;
import graphql.execution.AbortExecutionException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpHeaders;

class AllowanceTests {
    private static final Limits LIMITS = limits(Map.of(
            "assetledger.limits.request-burst", "3",
            "assetledger.limits.requests-per-second", "1",
            "assetledger.limits.cost", "100",
            "assetledger.limits.cost-burst", "150",
            "assetledger.limits.cost-per-second", "1",
            "assetledger.limits.queries-at-once", "2"));

    private final Allowance allowance = new Allowance(LIMITS);

    static Limits limits(Map<String, String> changed) {
        return new Binder(new MapConfigurationPropertySource(changed)).bindOrCreate("assetledger.limits", Limits.class);
    }

    @Test
    void aBurstOfRequestsIsTakenAndThenNoMore() {
        for (int i = 0; i < 3; i++) {
            allowance.takeRequest();
        }
        assertThatExceptionOfType(Refusal.class).isThrownBy(allowance::takeRequest);
    }

    @Test
    void costIsTakenFromTheClientAndNotFromAnother() {
        allowance.use().begin(false, 100);
        Allowance.Use second = allowance.use();
        assertThatExceptionOfType(AbortExecutionException.class).isThrownBy(() -> second.begin(false, 100));
        assertThatNoException().isThrownBy(() -> new Allowance(LIMITS).use().begin(false, 100));
    }

    @Test
    void aPlaceThatIsGivenBackIsFreeOnce() {
        Allowance.Use first = allowance.use();
        first.begin(false, 1);
        allowance.use().begin(false, 1);
        Allowance.Use third = allowance.use();
        assertThatExceptionOfType(AbortExecutionException.class).isThrownBy(() -> third.begin(false, 1));
        assertThatNoException().isThrownBy(() -> allowance.use().begin(true, 1));
        third.end();
        first.end();
        first.end();
        assertThatNoException().isThrownBy(() -> allowance.use().begin(false, 1));
        assertThatExceptionOfType(AbortExecutionException.class)
                .isThrownBy(() -> allowance.use().begin(false, 1));
    }

    private static Map<String, Object> caller(String person) {
        return Map.of("caller", Caller.server(person));
    }

    @Test
    void clientsAreToldApartByWhoAsksThenByTokenThenByAddress() {
        Allowances all = new Allowances(LIMITS);
        HttpHeaders token = new HttpHeaders();
        token.setBearerAuth("a");
        assertThat(all.of(caller("anna"), token, null))
                .isSameAs(all.of(caller("anna"), new HttpHeaders(), null))
                .isNotSameAs(all.of(caller("boris"), token, null));
        assertThat(all.of(Map.of(), token, null))
                .isSameAs(all.of(Map.of(), token, null))
                .isNotSameAs(all.of(Map.of(), new HttpHeaders(), null));
    }
}

package assetledger.api.proof;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Shows the alarm to those who watch over servers: the server still answers, so it is degraded, and not down. */
@Component
class SigningHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED");

    private final Alarm alarm;

    SigningHealth(Alarm alarm, MeterRegistry metrics) {
        this.alarm = alarm;
        Gauge.builder(
                        "assetledger.signer.alarm",
                        alarm,
                        raised -> raised.sentence().isPresent() ? 1 : 0)
                .description("1 where the ledger is not what was signed of it, and nothing more is signed")
                .register(metrics);
    }

    @Override
    public Health health() {
        return alarm.sentence()
                .map(sentence ->
                        Health.status(DEGRADED).withDetail("ledger", sentence).build())
                .orElseGet(() -> Health.up().build());
    }
}

package assetledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.RunningServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

class SessionLimitTests extends RunningServer {
    @Autowired
    private DatabaseClient sessions;

    @CsvSource({"lock_timeout, 5s", "statement_timeout, 15s", "idle_in_transaction_session_timeout, 10s"})
    @ParameterizedTest
    void theDatabaseItselfEndsWhatTheServerDoesNot(String setting, String limit) {
        assertThat(sessions.sql("show " + setting)
                        .map(row -> row.get(0, String.class))
                        .one()
                        .block())
                .isEqualTo(limit);
    }
}

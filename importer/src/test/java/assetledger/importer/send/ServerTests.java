package assetledger.importer.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerTests {
    @Test
    void makesTheKnownVersionFiveIdentifier() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        assertThat(BatchKeys.nameBased(dns, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void takesWebAddressesAlone() {
        assertThat(Server.at("https://ledger.example/base/", null)).hasToString("https://ledger.example/base/graphql");
        assertThat(Server.at("http://localhost:8080/graphql", null)).hasToString("http://localhost:8080/graphql");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Server.at("localhost:8080", null))
                .withMessageContaining("http://localhost:8080");
        assertThatIllegalArgumentException().isThrownBy(() -> Server.at("http://user:secret@host", null));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Server.at("http://host", "two lines\nhere"));
    }
}

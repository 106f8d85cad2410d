package assetledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an OpenID provider: it says who somebody is, and nothing else. */
class OutsideIssuerTests {
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Issuer issuer = new Issuer();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        issuer.close();
    }

    private Tokens tokens() {
        return tokens(issuer.name(), null, List.of("RS256", "PS256", "ES256"));
    }

    private Tokens tokens(String name, @Nullable URI keys, List<String> algorithms) {
        return new Tokens(
                new TokenSettings(true, name, keys, "asset-ledger", List.of("at+jwt"), algorithms, SKEW),
                LocalKey.in(directory),
                Clock.systemUTC());
    }

    private static Optional<Caller> caller(Tokens tokens, String token) {
        return tokens.caller(token).blockOptional(Duration.ofSeconds(10));
    }

    private String token(JWK key, JWTClaimsSet.Builder claims) {
        JWSAlgorithm algorithm = key.getKeyType().getValue().equals("RSA") ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
        return Issuer.signed(key, algorithm, "at+jwt", claims.build());
    }

    @Test
    void tokensOfBothSortsOfKeysAreTaken() {
        JWK rsa = Issuer.rsa();
        JWK ec = Issuer.ec();
        issuer.publish(rsa, ec);
        Tokens tokens = tokens();
        for (JWK key : List.of(rsa, ec)) {
            assertThat(caller(tokens, token(key, issuer.claims("ann")))).hasValueSatisfying(caller -> {
                assertThat(caller.person()).isEqualTo("ann");
                assertThat(caller.roles()).isEmpty();
            });
        }
    }

    /** What somebody may do is said by grants. */
    @Test
    void rolesInAnOutsideTokenGiveNothing() {
        JWK key = Issuer.ec();
        issuer.publish(key);
        JWTClaimsSet.Builder claims =
                issuer.claims("ann").claim("roles", List.of("AUDITOR")).claim("client", true);
        assertThat(caller(tokens(), token(key, claims)))
                .hasValueSatisfying(caller ->
                        assertThat(caller).isEqualTo(new Caller("ann", false, Set.of(), null, caller.expires())));
    }

    @Test
    void aKeyThatIsNewIsFetched() {
        JWK first = Issuer.ec();
        issuer.publish(first);
        Tokens tokens = tokens();
        assertThat(caller(tokens, token(first, issuer.claims("ann")))).isPresent();
        JWK second = Issuer.rsa();
        issuer.publish(second);
        assertThat(caller(tokens, token(second, issuer.claims("ann")))).isPresent();
        assertThat(issuer.fetched()).isEqualTo(2);
    }

    /** Whoever makes up names of keys cannot make the server ask for them again and again. */
    @Test
    void unknownKeysAreNotAskedForAllTheTime() {
        issuer.publish(Issuer.ec());
        Tokens tokens = tokens();
        for (int i = 0; i < 20; i++) {
            assertThat(caller(tokens, token(Issuer.ec(), issuer.claims("ann")))).isEmpty();
        }
        assertThat(issuer.fetched()).isLessThan(5);
    }

    @Test
    void anIssuerThatIsDownLaterKeepsNobodyOut() {
        JWK key = Issuer.ec();
        issuer.publish(key);
        Tokens tokens = tokens();
        assertThat(caller(tokens, token(key, issuer.claims("ann")))).isPresent();
        issuer.close();
        assertThat(caller(tokens, token(key, issuer.claims("bob")))).isPresent();
        assertThat(caller(tokens, token(Issuer.ec(), issuer.claims("eve")))).isEmpty();
    }

    @Test
    void anIssuerWhoseDocumentIsAnothersIsRefusedAtTheStart() {
        issuer.callItself("https://elsewhere.example");
        assertThatThrownBy(this::tokens)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("does not tell its keys")
                .hasMessageContaining("openid-configuration is no discovery document of it");
    }

    @Test
    void whereTheKeysAreSaidNoDocumentIsAskedFor() {
        issuer.callItself("https://elsewhere.example");
        JWK key = Issuer.ec();
        issuer.publish(key);
        Tokens tokens = tokens(issuer.name(), URI.create(issuer.name() + "/keys"), List.of("ES256"));
        assertThat(caller(tokens, token(key, issuer.claims("ann")))).isPresent();
        JWK rsa = Issuer.rsa();
        issuer.publish(key, rsa);
        assertThat(caller(tokens, token(rsa, issuer.claims("ann"))))
                .as("an algorithm that was not allowed")
                .isEmpty();
    }

    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    @ParameterizedTest
    void symmetricAlgorithmsAreRefusedAtTheStart(String algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens(issuer.name(), null, List.of("RS256", algorithm)))
                .withMessageContaining("must not name a symmetric algorithm");
    }

    /** Asked twice: the second time what was remembered of the first counts. */
    @Test
    void clocksMayDifferByAMinute() {
        JWK key = Issuer.ec();
        issuer.publish(key);
        Tokens tokens = tokens();
        Instant now = Instant.now();
        String late = token(key, issuer.claims("ann").expirationTime(Date.from(now.minusSeconds(30))));
        String early = token(key, issuer.claims("ann").notBeforeTime(Date.from(now.plusSeconds(30))));
        for (int i = 0; i < 2; i++) {
            assertThat(caller(tokens, late)).isPresent();
            assertThat(caller(tokens, early)).isPresent();
        }
        assertThat(caller(tokens, token(key, issuer.claims("ann").expirationTime(Date.from(now.minusSeconds(90))))))
                .isEmpty();
        assertThat(caller(tokens, token(key, issuer.claims("ann").notBeforeTime(Date.from(now.plusSeconds(90))))))
                .isEmpty();
    }

    @Test
    void whatIsNotAnAccessTokenForThisServerIsWorthNothing() {
        JWK key = Issuer.ec();
        issuer.publish(key);
        Tokens tokens = tokens();
        JWTClaimsSet good = issuer.claims("ann").build();
        assertThat(caller(tokens, Issuer.signed(key, JWSAlgorithm.ES256, "JWT", good)))
                .isEmpty();
        assertThat(caller(tokens, token(key, issuer.claims("ann").audience("another"))))
                .isEmpty();
        assertThat(caller(tokens, token(key, issuer.claims("ann").issuer("https://elsewhere.example"))))
                .isEmpty();
        assertThat(caller(tokens, token(key, issuer.claims("ann").issuer(LocalKey.ISSUER))))
                .isEmpty();
        assertThat(caller(tokens, token(key, issuer.claims("ann").expirationTime(null))))
                .isEmpty();
        assertThat(caller(tokens, token(key, issuer.claims("ann").issueTime(null))))
                .isEmpty();
    }

    /** What stands in the ledger as a person is unique among issuers, and no text of any length. */
    @ValueSource(strings = {"local:everybody", "", " ", "a\u0000b"})
    @ParameterizedTest
    void aSubjectThatCannotBeAPersonIsNobody(String subject) {
        JWK key = Issuer.ec();
        issuer.publish(key);
        assertThat(caller(tokens(), token(key, issuer.claims(subject)))).isEmpty();
    }

    @Test
    void aSubjectThatIsAbsentOrTooLongIsNobody() {
        JWK key = Issuer.ec();
        issuer.publish(key);
        assertThat(caller(tokens(), token(key, issuer.claims("a".repeat(201))))).isEmpty();
        assertThat(caller(tokens(), token(key, issuer.claims("ann").subject(null))))
                .isEmpty();
    }
}

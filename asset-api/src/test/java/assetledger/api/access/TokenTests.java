package assetledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** Whoever sends no valid token learns nothing, not even what was wrong with what he sent. */
class TokenTests extends RunningServer {
    private static final String ME = "{ me { person roles everyAuthority authorities { id } } }";

    @Value("${assetledger.directory}")
    private Path directory;

    private ECKey key() throws IOException, ParseException {
        return ECKey.parse(Files.readString(directory.resolve("token-key.json")));
    }

    /** Claims such as this server gives. */
    private static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(LocalKey.ISSUER)
                .audience(LocalKey.AUDIENCE)
                .subject("forger")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .claim(LocalKey.ROLES, List.of("AUDITOR"));
    }

    private static JWSHeader.Builder header(JWK key) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
    }

    private static String signed(JWK key, JWTClaimsSet.Builder claims) {
        return Issuer.signed(key, header(key).build(), claims.build());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(address() + "/graphql"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Client.body(ME, Map.of())));
    }

    private Reply bearing(String authorization) {
        return Client.send(request().header("Authorization", authorization).build());
    }

    @Test
    void aTokenAsThisServerGivesItIsTaken() throws Exception {
        Reply reply = bearing("Bearer " + signed(key(), claims()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/me/person").asString()).isEqualTo("local:forger");
    }

    @Test
    void everythingElseIsAnsweredAlike() throws Exception {
        ECKey key = key();
        Instant now = Instant.now();
        JWK own = Issuer.ec();
        String good = signed(key, claims());
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("an empty one", "Bearer ");
        forged.put("no token at all", "Bearer nothing");
        forged.put("expired", "Bearer " + signed(key, claims().expirationTime(Date.from(now.minusSeconds(90)))));
        forged.put("not yet valid", "Bearer " + signed(key, claims().notBeforeTime(Date.from(now.plusSeconds(90)))));
        forged.put("never expires", "Bearer " + signed(key, claims().expirationTime(null)));
        forged.put("nobody's", "Bearer " + signed(key, claims().subject(null)));
        forged.put("another audience", "Bearer " + signed(key, claims().audience("another")));
        forged.put("another issuer", "Bearer " + signed(key, claims().issuer("https://elsewhere.example")));
        forged.put("an ID token", "Bearer " + Issuer.signed(key, JWSAlgorithm.ES256, "JWT", claims().build()));
        forged.put("unsigned", "Bearer " + new PlainJWT(claims().build()).serialize());
        forged.put("signed with the public key", "Bearer " + withPublicKey(key));
        forged.put(
                "signed with another key",
                "Bearer " + Issuer.signed(own, header(key).build(), claims().build()));
        forged.put("an unknown key", "Bearer " + signed(own, claims()));
        forged.put(
                "a key of its own",
                "Bearer "
                        + Issuer.signed(own, header(key).jwk(own.toPublicJWK()).build(), claims().build()));
        forged.put("a changed signature", "Bearer " + good.substring(0, good.length() - 6) + "AAAAAA");
        forged.put("20 KB", "Bearer " + signed(key, claims().claim("more", "m".repeat(15_000))));
        forged.put("another scheme", "Basic " + good);
        forged.put("the scheme in small letters", "bearer " + good);
        Set<String> answers = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        answers.add(refused("none", Client.send(request().build()), wrong));
        answers.add(refused(
                "two headers",
                Client.send(request()
                        .header("Authorization", "Bearer " + good)
                        .header("Authorization", "Bearer " + good)
                        .build()),
                wrong));
        forged.forEach((what, authorization) -> answers.add(refused(what, bearing(authorization), wrong)));
        try (Issuer elsewhere = new Issuer()) {
            elsewhere.publish(own);
            JWSHeader pointing =
                    header(own).jwkURL(URI.create(elsewhere.name() + "/keys")).build();
            String token = Issuer.signed(own, pointing, claims().build());
            answers.add(refused("keys elsewhere", bearing("Bearer " + token), wrong));
            assertThat(elsewhere.fetched())
                    .as("nobody goes where a token points")
                    .isZero();
        }
        assertThat(wrong).isEmpty();
        assertThat(answers).hasSize(1).first().asString().contains("UNAUTHENTICATED");
    }

    private static String refused(String what, Reply reply, List<String> wrong) {
        if (reply.status() != 401
                || !reply.headers().allValues("WWW-Authenticate").equals(List.of("Bearer"))) {
            wrong.add("%s: %d %s %s"
                    .formatted(what, reply.status(), reply.headers().map(), reply.body()));
        }
        return reply.body();
    }

    /** What everybody may know, taken for a secret that both sides share. */
    private static String withPublicKey(ECKey key) {
        byte[] known = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        JWK secret = new OctetSequenceKey.Builder(known).keyID(key.getKeyID()).build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        return Issuer.signed(secret, header, claims().build());
    }

    @Test
    void aRoleThatThisVersionDoesNotKnowIsNoFailure() throws Exception {
        assertThat(bearing("Bearer " + signed(key(), claims().claim(LocalKey.ROLES, List.of("EMPEROR"))))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void headersThatSayWhoAsksAreNotBelieved() {
        Reply reply = Client.send(request()
                .header("Authorization", "Bearer " + token("modest", Set.of(Role.ANALYST), null))
                .header("X-Forwarded-User", "local:everybody")
                .header("X-Authority", "north")
                .header("X-Remote-User", "local:everybody")
                .header("Forwarded", "for=127.0.0.1;by=local:everybody")
                .build());
        assertThat(reply.at("/me/person").asString()).isEqualTo("local:modest");
        assertThat(reply.at("/me/roles").toString()).isEqualTo("[\"ANALYST\"]");
        assertThat(reply.at("/me/everyAuthority").asBoolean()).isFalse();
        assertThat(Client.send(request()
                                .header("X-Forwarded-User", "local:everybody")
                                .build())
                        .status())
                .isEqualTo(401);
    }
}

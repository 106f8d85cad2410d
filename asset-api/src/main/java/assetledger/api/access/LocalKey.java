package assetledger.api.access;

import assetledger.model.RecordId;
import assetledger.model.Role;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The key with which this installation signs tokens of its own; made at the first need, for its owner alone to read. */
public final class LocalKey {
    static final String ISSUER = "urn:asset-ledger:local";
    static final String AUDIENCE = "asset-ledger";
    static final String ROLES = "roles";
    static final String AUTHORITY = "authority";
    static final String CLIENT = "client";

    private final ECKey key;

    private LocalKey(ECKey key) {
        this.key = key;
    }

    /** The key in a data directory. */
    public static LocalKey in(Path directory) {
        Path file = directory.resolve("token-key.json");
        try {
            if (Files.notExists(file)) {
                create(directory, file);
            }
            return new LocalKey(ECKey.parse(Files.readString(file)));
        } catch (IOException | ParseException unusable) {
            throw new UncheckedIOException(
                    "The key that signs tokens cannot be used: %s: %s".formatted(file, unusable.getMessage()),
                    new IOException(unusable));
        }
    }

    private static void create(Path directory, Path file) throws IOException {
        Files.createDirectories(directory);
        // Written aside and moved, so that two first starts at once end up with one whole key.
        Path fresh = Files.createTempFile(directory, "token-key", ".new");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            Files.writeString(fresh, key.toJSONString() + "\n", StandardOpenOption.WRITE);
            Files.createLink(file, fresh);
        } catch (java.nio.file.FileAlreadyExistsException faster) {
            // The other start's key is as good.
            return;
        } catch (JOSEException impossible) {
            throw new IOException("Every Java platform makes P-256 keys", impossible);
        } finally {
            Files.delete(fresh);
        }
    }

    /**
     * A token.
     * @param person the holder's pseudonym, never a name
     * @param client whether the holder is a machine, which must be given an authority
     * @param authority that a registrar records for; all where absent
     */
    public String issue(
            String person,
            boolean client,
            Set<Role> roles,
            @Nullable RecordId authority,
            Instant now,
            Instant expires) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(person)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .claim(ROLES, roles.stream().map(Role::name).sorted().toList());
        if (client) {
            claims.claim(CLIENT, true);
        }
        if (authority != null) {
            claims.claim(AUTHORITY, authority.toString());
        }
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(Tokens.TYPE)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("The key that signs tokens does not sign", impossible);
        }
    }

    /** What is needed to check its signatures, without what makes them. */
    JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }
}

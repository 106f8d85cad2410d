package assetledger.api.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of an outside issuer, fetched when they are needed and again when it changes them. */
final class OutsideKeys {
    private static final int LIMIT_MILLIS = 2_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final long REFETCH = Duration.ofMinutes(5).toMillis();

    private OutsideKeys() {}

    /**
     * Keys of an issuer.
     * @param keys where they are; looked up in the issuer's discovery document where absent
     */
    static JWKSource<SecurityContext> of(String issuer, @Nullable URI keys) {
        try {
            URL place = (keys == null ? discovered(issuer) : keys).toURL();
            return JWKSourceBuilder.<SecurityContext>create(place, retriever())
                    .cache(REFETCH, LIMIT_MILLIS * 2L)
                    .retrying(true)
                    .outageTolerantForever()
                    .build();
        } catch (IOException | ParseException unusable) {
            throw new UncheckedIOException(
                    "The issuer %s of assetledger.tokens.issuer does not tell its keys: %s"
                            .formatted(issuer, unusable.getMessage()),
                    new IOException(unusable));
        }
    }

    private static URI discovered(String issuer) throws IOException, ParseException {
        String place = (issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration";
        Map<String, Object> found = JSONObjectUtils.parse(
                retriever().retrieveResource(URI.create(place).toURL()).getContent());
        // OpenID Connect Discovery 1.0, section 4.3: another issuer's document proves nothing about this one.
        if (!issuer.equals(found.get("issuer")) || !(found.get("jwks_uri") instanceof String keys)) {
            throw new ParseException("%s is no discovery document of it".formatted(place), 0);
        }
        return URI.create(keys);
    }

    private static DefaultResourceRetriever retriever() {
        return new DefaultResourceRetriever(LIMIT_MILLIS, LIMIT_MILLIS, MOST_BYTES);
    }
}

package assetledger.api.access;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are taken.
 * @param local whether those that this installation signs itself are; switch it off where an issuer is set up
 * @param issuer of an OpenID provider; absent where there is none
 * @param keys where its keys are; read from the issuer's discovery document where absent
 * @param audience that its tokens must name
 * @param types that its tokens' headers may carry; the first is what RFC 9068 gives to access tokens
 * @param algorithms that may sign them, never a symmetric one
 * @param skew by which its clock may differ from ours
 */
@ConfigurationProperties("assetledger.tokens")
record TokenSettings(
        @DefaultValue("true") boolean local,
        @Nullable String issuer,
        @Nullable URI keys,
        @DefaultValue("asset-ledger") String audience,
        @DefaultValue("at+jwt") List<String> types,
        @DefaultValue({"RS256", "PS256", "ES256"}) List<String> algorithms,
        @DefaultValue("60s") Duration skew) {}

package assetledger.api.access;

import assetledger.model.InvalidValue;
import assetledger.model.RecordId;
import assetledger.model.Require;
import assetledger.model.Role;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tells who a bearer token stands for: its signature, issuer, audience, type, algorithm and times are all checked. */
@Component
class Tokens {
    /** RFC 9068, section 2.1: what tells an access token from the others that an issuer signs. */
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    /** What the persons of tokens begin with that this installation signs itself. */
    private static final String LOCAL = "local:";

    private static final int LONGEST = 8 * 1024;
    /** With what comes before it, as long as the holder of a grant may be. */
    private static final int LONGEST_PERSON = 200 - LOCAL.length();

    private static final int REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);
    private static final Set<String> NEEDED = Set.of("sub", "exp", "iat");

    private final Clock clock;
    private final @Nullable DefaultJWTProcessor<SecurityContext> local;
    private final @Nullable DefaultJWTProcessor<SecurityContext> outside;
    private final @Nullable String issuer;
    private final Duration skew;
    /** A signature costs more than the rest of a small request, and the same token comes again and again. */
    private final Cache<String, Caller> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    Tokens(TokenSettings settings, LocalKey key, Clock clock) {
        this.clock = clock;
        this.issuer = settings.issuer();
        this.skew = settings.skew();
        this.local = settings.local()
                ? processor(
                        new ImmutableJWKSet<>(key.publicKeys()),
                        Set.of(JWSAlgorithm.ES256),
                        Set.of(TYPE),
                        claims(LocalKey.ISSUER, LocalKey.AUDIENCE, settings.skew()))
                : null;
        this.outside = issuer == null
                ? null
                : processor(
                        OutsideKeys.of(issuer, settings.keys()),
                        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()),
                        settings.types().stream().map(JOSEObjectType::new).collect(Collectors.toSet()),
                        claims(issuer, settings.audience(), settings.skew()));
        if (settings.algorithms().stream()
                .anyMatch(name -> JWSAlgorithm.Family.HMAC_SHA.contains(JWSAlgorithm.parse(name)))) {
            throw new IllegalArgumentException(
                    "assetledger.tokens.algorithms must not name a symmetric algorithm such as HS256: the issuer's public"
                            + " key would then be enough to sign");
        }
    }

    private static DefaultJWTProcessor<SecurityContext> processor(
            JWKSource<SecurityContext> keys,
            Set<JWSAlgorithm> algorithms,
            Set<JOSEObjectType> types,
            DefaultJWTClaimsVerifier<SecurityContext> claims) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claims(String issuer, String audience, Duration skew) {
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), NEEDED);
        verifier.setMaxClockSkew(Math.toIntExact(skew.toSeconds()));
        return verifier;
    }

    /** The caller; empty where the token is worth nothing, for whatever reason. */
    Mono<Caller> caller(String token) {
        if (token.length() > LONGEST) {
            return Mono.empty();
        }
        Caller before = known.getIfPresent(token);
        if (before != null) {
            return Mono.just(before)
                    .filter(caller -> caller.expires().plus(skew).isAfter(clock.instant()));
        }
        return read(token).doOnNext(caller -> known.put(token, caller));
    }

    private Mono<Caller> read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String claimed = jwt.getJWTClaimsSet().getIssuer();
            if (local != null && LocalKey.ISSUER.equals(claimed)) {
                return Mono.justOrEmpty(checked(local, jwt, Tokens::ofOurs));
            }
            if (outside != null && claimed != null && claimed.equals(issuer)) {
                // Its keys may have to be fetched.
                return Mono.fromCallable(() -> checked(outside, jwt, Tokens::ofOutsider))
                        .subscribeOn(Schedulers.boundedElastic());
            }
        } catch (ParseException | IllegalArgumentException malformed) {
            LOG.debug("A token cannot be read: {}", malformed.getMessage());
        }
        return Mono.empty();
    }

    private static @Nullable Caller checked(
            DefaultJWTProcessor<SecurityContext> processor, SignedJWT jwt, Function<JWTClaimsSet, Caller> reading) {
        try {
            return reading.apply(processor.process(jwt, null));
        } catch (BadJOSEException | IllegalArgumentException refused) {
            LOG.debug("A token is refused: {}", refused.getMessage());
        } catch (JOSEException unusable) {
            LOG.warn("A token could not be checked: {}", unusable.getMessage());
        }
        return null;
    }

    private static Caller ofOurs(JWTClaimsSet claims) {
        Object authority = claims.getClaim(LocalKey.AUTHORITY);
        return new Caller(
                LOCAL + person(claims),
                Boolean.TRUE.equals(claims.getClaim(LocalKey.CLIENT)),
                roles(claims),
                authority == null ? null : RecordId.of(LocalKey.AUTHORITY, authority.toString()),
                expires(claims));
    }

    private static Set<Role> roles(JWTClaimsSet claims) {
        return claims.getClaim(LocalKey.ROLES) instanceof List<?> roles
                ? roles.stream().map(role -> Role.valueOf(role.toString())).collect(Collectors.toSet())
                : Set.of();
    }

    /** Who somebody is, is the issuer's to say; what he may do here is not. */
    private static Caller ofOutsider(JWTClaimsSet claims) {
        String person = person(claims);
        if (person.startsWith(LOCAL)) {
            throw new InvalidValue("sub", "Only this installation names people %s".formatted(LOCAL));
        }
        return new Caller(person, false, Set.of(), null, expires(claims));
    }

    /** The ledger keeps it, and grants name it: the same text as a grant's holder. */
    private static String person(JWTClaimsSet claims) {
        String person = claims.getSubject();
        if (person == null) {
            throw new InvalidValue("sub", "A token says whose it is");
        }
        Require.text("sub", person, LONGEST_PERSON);
        return person;
    }

    private static Instant expires(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            throw new InvalidValue("exp", "A token says when it ends");
        }
        return expires.toInstant();
    }
}

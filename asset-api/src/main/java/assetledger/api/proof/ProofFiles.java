package assetledger.api.proof;

import assetledger.api.access.ViewerContext;
import assetledger.model.Role;
import assetledger.model.Viewer;
import assetledger.proof.Tile;
import assetledger.proof.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The ledger's log as C2SP's tlog-tiles has it, for tools that know nothing of us. Checkpoints, keys and hashes are
 * everybody's, since nobody can tell from a hash what was recorded; the leaves are for auditors.
 */
@Configuration(proxyBeanMethods = false)
class ProofFiles {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final Duration LONG = Duration.ofDays(365);

    private final Tiles tiles;
    private final Leaves leaves;
    private final Checkpoints checkpoints;
    private final Path data;

    ProofFiles(Tiles tiles, Leaves leaves, Checkpoints checkpoints, @Value("${assetledger.directory}") Path data) {
        this.tiles = tiles;
        this.leaves = leaves;
        this.checkpoints = checkpoints;
        this.data = data;
    }

    @Bean
    RouterFunction<ServerResponse> proofRoutes() {
        return RouterFunctions.route()
                .GET("/checkpoint", request -> checkpoint())
                .GET("/checkpoint/keys", request -> keys())
                .GET("/tile/entries/**", request -> entries(request))
                .GET("/tile/**", request -> tile(request))
                .build();
    }

    private Mono<ServerResponse> checkpoint() {
        return checkpoints
                .last()
                .flatMap(published -> ServerResponse.ok()
                        .contentType(TEXT)
                        .cacheControl(CacheControl.noCache())
                        .bodyValue(published.note()))
                .switchIfEmpty(notFound());
    }

    /** One key a line, the oldest first; whoever trusts the first sight of it should compare it by another way. */
    private Mono<ServerResponse> keys() {
        return Mono.fromCallable(() -> SignedLog.verifiersIn(data))
                .subscribeOn(Schedulers.boundedElastic())
                .filter(keys -> !keys.isEmpty())
                .flatMap(keys -> ServerResponse.ok()
                        .contentType(TEXT)
                        .cacheControl(CacheControl.noCache())
                        .bodyValue(keys.stream().map(VerifierKey::format).collect(Collectors.joining("\n", "", "\n"))))
                .switchIfEmpty(notFound());
    }

    private Mono<ServerResponse> tile(ServerRequest request) {
        return Mono.justOrEmpty(asked(request))
                .flatMap(tile -> tiles.one(tile).flatMap(hashes -> bytes(tile, hashes)))
                .switchIfEmpty(notFound());
    }

    private Mono<ServerResponse> entries(ServerRequest request) {
        boolean auditor = request.attribute(ViewerContext.VIEWER)
                .filter(viewer -> ((Viewer) viewer).is(Role.AUDITOR))
                .isPresent();
        if (!auditor) {
            return ServerResponse.status(HttpStatus.FORBIDDEN)
                    .contentType(TEXT)
                    .bodyValue("Only auditors may read the entries of the log\n");
        }
        return Mono.justOrEmpty(asked(request)).flatMap(this::entries).switchIfEmpty(notFound());
    }

    private Mono<ServerResponse> entries(Tile tile) {
        long from = tile.index() * Tile.FULL;
        return leaves.bytes(from, from + tile.width())
                .filter(found -> found.size() == tile.width())
                .flatMap(found -> bytes(tile, bundle(found)));
    }

    /** Each leaf after its length in two bytes. */
    private static byte[] bundle(List<byte[]> leaves) {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] leaf : leaves) {
            bundle.writeBytes(ByteBuffer.allocate(Short.BYTES)
                    .putShort((short) leaf.length)
                    .array());
            bundle.writeBytes(leaf);
        }
        return bundle.toByteArray();
    }

    private static Optional<Tile> asked(ServerRequest request) {
        return Tile.of(request.path().substring(1));
    }

    /** What was served once stays so for ever: there are only hashes and leaves in it, which no erasure changes. */
    private static Mono<ServerResponse> bytes(Tile tile, byte[] bytes) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(
                        tile.width() == Tile.FULL ? CacheControl.maxAge(LONG).immutable() : CacheControl.noCache())
                .bodyValue(bytes);
    }

    private static Mono<ServerResponse> notFound() {
        return Mono.defer(() -> ServerResponse.notFound().build());
    }
}

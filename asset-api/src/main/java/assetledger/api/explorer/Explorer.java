package assetledger.api.explorer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Serves the files of the explorer, these and no others, to anybody: what they show needs a token. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("assetledger.explorer")
class Explorer {
    /** Nothing that the page loads, runs or speaks to is anywhere else. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private static final String OURS = "classpath:assetledger/explorer/";
    private static final String LIBRARIES = "classpath*:META-INF/resources/webjars/";

    /** Each file by its path, which must be below /graphiql: only there no token is asked for. */
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("/graphiql", OURS + "index.html"),
            Map.entry("/graphiql/explorer.js", OURS + "explorer.js"),
            Map.entry("/graphiql/explorer.css", OURS + "explorer.css"),
            Map.entry("/graphiql/library/graphiql.min.js", LIBRARIES + "graphiql/*/graphiql.min.js"),
            Map.entry("/graphiql/library/graphiql.min.css", LIBRARIES + "graphiql/*/graphiql.min.css"),
            Map.entry("/graphiql/library/react.production.min.js", LIBRARIES + "react/*/umd/react.production.min.js"),
            Map.entry(
                    "/graphiql/library/react-dom.production.min.js",
                    LIBRARIES + "react-dom/*/umd/react-dom.production.min.js"));

    /** A first question for the main task of each who asks. */
    static final List<String> EXAMPLES = List.of("register", "duplicates", "gaps", "money", "changes", "live");

    @Bean
    RouterFunction<ServerResponse> explorerFiles() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        FILES.forEach((path, place) -> serve(routes, path, place));
        EXAMPLES.forEach(name -> serve(
                routes, "/graphiql/examples/%s.graphql".formatted(name), OURS + "examples/%s.graphql".formatted(name)));
        return routes.build();
    }

    private static void serve(RouterFunctions.Builder routes, String path, String place) {
        Resource file = file(place);
        MediaType type = MediaTypeFactory.getMediaType(file).orElse(MediaType.TEXT_PLAIN);
        routes.GET(path, request -> answer(file, type));
    }

    private static Mono<ServerResponse> answer(Resource file, MediaType type) {
        return ServerResponse.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .bodyValue(file);
    }

    private static Resource file(String place) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(place);
            if (found.length != 1 || !found[0].isReadable()) {
                throw new IllegalStateException(
                        "The explorer needs one file %s, and there are %d".formatted(place, found.length));
            }
            return found[0];
        } catch (IOException unreadable) {
            throw new IllegalStateException("The explorer's file %s cannot be read".formatted(place), unreadable);
        }
    }
}

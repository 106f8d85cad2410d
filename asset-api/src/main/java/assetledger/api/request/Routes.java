package assetledger.api.request;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Where the API is. Spring's own routes for it come later, and WebSocket's handshakes are taken before. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Routes {
    @Bean
    @Order(-1)
    RouterFunction<ServerResponse> graphqlOverHttpRoute(GraphqlOverHttp handler) {
        return RouterFunctions.route(RequestPredicates.path("/graphql"), handler::handle);
    }

    @Bean
    RouterFunction<ServerResponse> tableRoute(TablesOverHttp handler) {
        return RouterFunctions.route(RequestPredicates.path("/table"), handler::handle);
    }
}

package assetledger.api.upload;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Where files are sent to, and their reports come from. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class UploadRoutes {
    @Bean
    RouterFunction<ServerResponse> uploadRoute(Receiving receiving, Reports reports) {
        return RouterFunctions.route()
                .POST("/imports", receiving::receive)
                .GET("/imports/{id}/problems.csv", reports::problems)
                .GET("/imports/{id}/skipped.csv", reports::skipped)
                .build();
    }
}

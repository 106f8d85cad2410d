package assetledger.api.limit;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the limits known, and puts them in front of what is carried out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Limits.class)
class LimitBeans {
    @Bean
    GraphQlSourceBuilderCustomizer knownDocuments(Documents documents) {
        return source -> source.configureGraphQl(graphql -> graphql.preparsedDocumentProvider(documents));
    }
}

package assetledger.api.access;

import graphql.schema.GraphQLSchema;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** A schema of a test's own, guarded as the server guards its. */
final class GuardedSchema {
    private static final String RULES = """
            directive @access(to: Access!, own: String) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
            enum Access { SIGNED_IN CARD MONEY SECURITY ACROSS REGISTRARS OPERATORS GRANTS }
            """;

    private GuardedSchema() {}

    static GraphQLSchema of(String schema, RuntimeWiringConfigurer wired) {
        GraphQlSource.SchemaResourceBuilder builder = GraphQlSource.schemaResourceBuilder()
                .schemaResources(new ByteArrayResource((RULES + schema).getBytes(StandardCharsets.UTF_8)))
                .configureRuntimeWiring(wired);
        new AccessGuard().customize(builder);
        return builder.build().schema();
    }
}

package assetledger.api.testing;

import assetledger.api.AssetLedgerServer;
import assetledger.testing.TestEngines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * A second ledger, empty at first, with the server's parts over it, none of which works by itself. The graph is the one
 * that all tests share.
 */
public final class OtherLedger implements AutoCloseable {
    private final Database database;
    private final ConfigurableApplicationContext parts;

    private OtherLedger(Database database, ConfigurableApplicationContext parts) {
        this.database = database;
        this.parts = parts;
    }

    public static OtherLedger empty() {
        TestEngines.Addresses engines = TestEngines.shared();
        Database database = Database.create(engines);
        SpringApplication application = new SpringApplication(AssetLedgerServer.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(context -> context.getBeanFactory()
                .registerSingleton(
                        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
                        new Nothing(context.getBeanFactory())));
        try {
            return new OtherLedger(
                    database,
                    application.run(
                            "--spring.r2dbc.url=r2dbc:" + database.place(),
                            "--spring.r2dbc.username=" + engines.postgresUser(),
                            "--spring.r2dbc.password=" + engines.postgresPassword(),
                            "--spring.flyway.url=jdbc:" + database.place(),
                            "--spring.flyway.user=" + engines.postgresUser(),
                            "--spring.flyway.password=" + engines.postgresPassword(),
                            "--spring.neo4j.uri=" + engines.neo4jUri(),
                            "--spring.neo4j.authentication.username=" + engines.neo4jUser(),
                            "--spring.neo4j.authentication.password=" + engines.neo4jPassword(),
                            "--assetledger.directory=" + Files.createTempDirectory("asset-ledger")));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public Database database() {
        return database;
    }

    public <T> T part(Class<T> type) {
        return parts.getBean(type);
    }

    @Override
    public void close() {
        parts.close();
    }

    private static final class Nothing extends DefaultLifecycleProcessor {
        Nothing(BeanFactory beans) {
            setBeanFactory(beans);
        }

        @Override
        public void onRefresh() {
            // Nothing starts.
        }
    }
}

package assetledger.api;

import assetledger.api.platform.EmbeddedEngines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Starts the application on a data directory, with the engines that it needs there.
 * @param directory where everything is kept; made when it is not there
 */
record Start(Path directory) {
    /** The server, or without the web all of it that does not answer over HTTP. */
    ConfigurableApplicationContext working(WebApplicationType type, int port, boolean quickStart) {
        return run(application(type), new EmbeddedEngines(quickStart, Console::say), List.of("--server.port=" + port));
    }

    /**
     * The parts alone, none of them at work: nothing is recorded or projected of itself, and a server may run on the
     * same directory.
     * @param withGraph whether Neo4j is needed too
     */
    ConfigurableApplicationContext idle(boolean withGraph) {
        SpringApplication application = application(WebApplicationType.NONE);
        application.addInitializers(context -> context.getBeanFactory()
                .registerSingleton(
                        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new Idle(context.getBeanFactory())));
        ConfigurableApplicationContext context = run(
                application,
                EmbeddedEngines.beside(withGraph, Console::say),
                // One statement reads a whole ledger, which may take longer than any request may.
                List.of(
                        "--spring.main.lazy-initialization=true",
                        "--spring.r2dbc.properties.statementTimeout=PT0S",
                        // What stops a command is said by its one sentence.
                        "--logging.level.root=off"));
        // Of all that is lazy now, the tables alone must be there before anybody asks for them.
        context.getBean("flywayInitializer");
        return context;
    }

    private static SpringApplication application(WebApplicationType type) {
        SpringApplication application = new SpringApplication(AssetLedgerServer.class);
        application.setWebApplicationType(type);
        application.setLogStartupInfo(false);
        return application;
    }

    private ConfigurableApplicationContext run(
            SpringApplication application, EmbeddedEngines engines, List<String> settings) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--assetledger.directory=" + directory.toAbsolutePath());
        application.addListeners(engines);
        // Engines stop last, when the application has finished with them.
        SpringApplication.getShutdownHandlers().add(engines::close);
        try {
            return application.run(arguments.toArray(String[]::new));
        } catch (RuntimeException failure) {
            engines.close();
            throw failure;
        }
    }

    /** Starts nothing. */
    private static final class Idle extends DefaultLifecycleProcessor {
        Idle(BeanFactory beans) {
            setBeanFactory(beans);
        }

        @Override
        public void onRefresh() {
            // What works by itself is not wanted here.
        }
    }
}

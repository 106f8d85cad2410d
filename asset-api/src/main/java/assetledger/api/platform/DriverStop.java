package assetledger.api.platform;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.neo4j.driver.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Closes the driver within a limit: its own close was seen to wait for ever when a connection broke just then. */
@Component
class DriverStop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DriverStop.class);
    private static final long LIMIT_SECONDS = 3;

    private final Driver driver;
    private volatile boolean running;

    DriverStop(Driver driver) {
        this.driver = driver;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            driver.closeAsync().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException unfinished) {
            LOG.warn("The graph's connections did not close in {} s and are given up", LIMIT_SECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before all that reads or writes the graph starts, and so after all of it has stopped. */
    @Override
    public int getPhase() {
        return -1;
    }
}

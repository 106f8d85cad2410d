package assetledger.api.proof;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells that the ledger is not what was signed of it. It stays until the server is started again, so that it is seen. */
@Component
public class Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

    private final AtomicReference<@Nullable String> sentence = new AtomicReference<>();

    /** What is wrong; empty where nothing is known to be. */
    public Optional<String> sentence() {
        return Optional.ofNullable(sentence.get());
    }

    void raise(String what) {
        if (sentence.compareAndSet(null, what)) {
            LOG.error("NOTHING MORE IS SIGNED, since the ledger is not what was signed of it: {}", what);
        }
    }
}

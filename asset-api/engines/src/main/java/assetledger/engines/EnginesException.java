package assetledger.engines;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The engines cannot do what was asked; the message is a sentence for the person who runs the server. */
public final class EnginesException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    EnginesException(String message) {
        this(message, null);
    }

    EnginesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

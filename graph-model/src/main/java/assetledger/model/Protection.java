package assetledger.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How much hangs on a technical asset, and how it is protected (A53).
 * @param criticality whether the jurisdiction counts it among what must not fail
 * @param securityClass in the jurisdiction's words
 * @param attestedUntil the first day on which an attestation of its protection holds no longer
 */
public record Protection(
        Criticality criticality,
        @Nullable String securityClass,
        @Nullable LocalDate attestedUntil) {
    public Protection {
        Require.optionalText("securityClass", securityClass, 60);
    }
}

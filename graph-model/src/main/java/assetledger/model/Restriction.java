package assetledger.model;

import org.jspecify.annotations.Nullable;

/**
 * That an asset is shown only to those who record for its owner and to auditors.
 * @param ground why, in words
 * @param releaseProposedBy who proposed to lift it, which somebody else has to agree to; absent where nobody did
 */
public record Restriction(String ground, @Nullable String releaseProposedBy) {
    public Restriction {
        Require.text("ground", ground, 2_000);
        Require.optionalText("releaseProposedBy", releaseProposedBy, 200);
    }
}

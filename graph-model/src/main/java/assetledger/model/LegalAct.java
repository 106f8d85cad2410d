package assetledger.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A law, order or other act; its stages say when it is in force, and its owner is the authority that issued it.
 */
public record LegalAct(
        AssetCard card,
        @Nullable String actNumber,
        @Nullable LocalDate actDate) implements Asset {
    public LegalAct {
        Require.optionalText("actNumber", actNumber, 200);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.LEGAL_ACT;
    }

    @Override
    public AssetGroup group() {
        return AssetGroup.REGULATORY;
    }
}

package assetledger.model;

import org.jspecify.annotations.Nullable;

/**
 * An information system or another technical asset; its purpose is always said.
 * @param origin absent where nobody said; as are licence and protection
 */
public record TechnicalAsset(
        AssetCard card,
        @Nullable Origin origin,
        @Nullable Licence licence,
        @Nullable Protection protection) implements Asset {
    public TechnicalAsset {
        if (card.purpose() == null) {
            throw new InvalidValue("purpose", "purpose is required");
        }
    }

    @Override
    public RecordKind kind() {
        return RecordKind.TECHNICAL_ASSET;
    }

    @Override
    public AssetGroup group() {
        return AssetGroup.TECHNICAL;
    }
}

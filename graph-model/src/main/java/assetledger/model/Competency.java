package assetledger.model;

import org.jspecify.annotations.Nullable;

/** Something that people of an authority must be able to do. */
public record Competency(AssetCard card, @Nullable String code) implements Asset {
    public Competency {
        Require.optionalText("code", code, 60);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.COMPETENCY;
    }

    @Override
    public AssetGroup group() {
        return AssetGroup.COMPETENCY;
    }
}

package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An information system or another technical asset. */
public record TechnicalAsset(
        RegisterNumber number,
        String type,
        String name,
        String purpose,
        RecordId owner,
        List<StageInterval> stages,
        List<ExternalId> externalIds,
        @Nullable Restriction restriction)
        implements Asset {
    public TechnicalAsset {
        Require.text("name", name, 500);
        Require.text("purpose", purpose, 8000);
        stages = StageInterval.ascending(stages);
        externalIds = List.copyOf(externalIds);
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

package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that people of an authority must be able to do. */
public record Competency(
        RegisterNumber number,
        String type,
        String name,
        @Nullable String purpose,
        RecordId owner,
        List<StageInterval> stages,
        @Nullable String code,
        List<ExternalId> externalIds,
        @Nullable Restriction restriction)
        implements Asset {
    public Competency {
        Require.text("name", name, 500);
        Require.optionalText("purpose", purpose, 8000);
        Require.optionalText("code", code, 60);
        stages = StageInterval.ascending(stages);
        externalIds = List.copyOf(externalIds);
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

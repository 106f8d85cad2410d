package assetledger.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A law, order or other act; its stages say when it is in force.
 * @param owner the authority that issued it
 */
public record LegalAct(
        RegisterNumber number,
        String type,
        String name,
        @Nullable String purpose,
        RecordId owner,
        List<StageInterval> stages,
        @Nullable String actNumber,
        @Nullable LocalDate actDate,
        List<ExternalId> externalIds,
        @Nullable Restriction restriction)
        implements Asset {
    public LegalAct {
        Require.text("name", name, 500);
        Require.optionalText("purpose", purpose, 8000);
        Require.optionalText("actNumber", actNumber, 200);
        stages = StageInterval.ascending(stages);
        externalIds = List.copyOf(externalIds);
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

package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What assets of all four groups have in common.
 * @param type what the pack calls this kind of asset, such as {@code information-system}; it never changes
 * @param owner the authority that answers for it now
 * @param formerOwners those before, in the order of their days: each until the day on which the next one began
 * @param stages in the order of their dates, at least one; later ones may be planned
 * @param attributes what only the jurisdiction wants to know of such assets, each once
 * @param restriction absent where every signed-in user may see the asset
 */
public record AssetCard(
        RegisterNumber number,
        String type,
        String name,
        @Nullable String purpose,
        RecordId owner,
        List<FormerOwner> formerOwners,
        List<StageInterval> stages,
        List<Attribute> attributes,
        List<ExternalId> externalIds,
        @Nullable Restriction restriction) {
    public AssetCard {
        Require.text("name", name, 500);
        Require.optionalText("purpose", purpose, 8000);
        formerOwners = FormerOwner.ascending(formerOwners, owner);
        stages = StageInterval.ascending(stages);
        attributes = Attribute.distinct(attributes);
        externalIds = List.copyOf(externalIds);
    }

    /** An asset that never changed hands, of which the jurisdiction wants nothing more. */
    public AssetCard(
            RegisterNumber number,
            String type,
            String name,
            @Nullable String purpose,
            RecordId owner,
            List<StageInterval> stages,
            List<ExternalId> externalIds,
            @Nullable Restriction restriction) {
        this(number, type, name, purpose, owner, List.of(), stages, List.of(), externalIds, restriction);
    }
}

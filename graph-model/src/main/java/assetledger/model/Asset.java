package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An IT asset in the wide sense: all four groups share number, type, name, purpose, owner and stages (A02). */
public sealed interface Asset extends State permits TechnicalAsset, LegalAct, SpendingLine, Competency {

    RegisterNumber number();

    /** What the pack calls this kind of asset, such as {@code information-system}. */
    String type();

    String name();

    @Nullable
    String purpose();

    @Override
    RecordId owner();

    /** In the order of their dates, at least one; later ones may be planned. */
    List<StageInterval> stages();

    AssetGroup group();

    /** Absent where every signed-in user may see the asset. */
    @Nullable
    Restriction restriction();

    @Override
    default List<Reference> references() {
        return List.of(new Reference("owner", owner(), RecordKind.SUBJECT));
    }
}

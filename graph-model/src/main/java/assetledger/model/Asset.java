package assetledger.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An IT asset in the wide sense: all four groups have one card in common (A02). */
public sealed interface Asset extends State permits TechnicalAsset, LegalAct, SpendingLine, Competency {

    AssetCard card();

    AssetGroup group();

    default RegisterNumber number() {
        return card().number();
    }

    default String type() {
        return card().type();
    }

    default String name() {
        return card().name();
    }

    default @Nullable String purpose() {
        return card().purpose();
    }

    @Override
    default RecordId owner() {
        return card().owner();
    }

    default List<FormerOwner> formerOwners() {
        return card().formerOwners();
    }

    /** Who answered for it on a day: the first of the former owners that had not given it up by then, or the present one. */
    default RecordId ownerOn(LocalDate day) {
        return formerOwners().stream()
                .filter(former -> day.isBefore(former.until()))
                .map(FormerOwner::owner)
                .findFirst()
                .orElse(owner());
    }

    default List<StageInterval> stages() {
        return card().stages();
    }

    /** The stage that it is in on a day; empty where none has begun. */
    default Optional<StageInterval> stageOn(LocalDate day) {
        return stages().stream().filter(stage -> !stage.from().isAfter(day)).reduce((before, after) -> after);
    }

    default List<Attribute> attributes() {
        return card().attributes();
    }

    @Override
    default List<ExternalId> externalIds() {
        return card().externalIds();
    }

    default @Nullable Restriction restriction() {
        return card().restriction();
    }

    @Override
    default List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        references.add(new Reference("owner", owner(), RecordKind.SUBJECT));
        for (int i = 0; i < formerOwners().size(); i++) {
            references.add(new Reference(
                    "formerOwners[%d].owner".formatted(i), formerOwners().get(i).owner(), RecordKind.SUBJECT));
        }
        return references;
    }
}

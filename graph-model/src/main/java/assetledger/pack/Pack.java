package assetledger.pack;

import assetledger.model.Asset;
import assetledger.model.AssetGroup;
import assetledger.model.Attribute;
import assetledger.model.Function;
import assetledger.model.Phase;
import assetledger.model.Problem;
import assetledger.model.State;
import assetledger.model.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rules of one jurisdiction, read from its file.
 * @param sha256 of the file, in 64 hexadecimal digits: the name under which the ledger keeps it
 */
public record Pack(String sha256, Content content) {

    /** What the file says. */
    public record Content(
            String id,
            int version,
            Map<String, String> title,
            List<String> languages,
            Optional<Policies> policies,
            List<Level> levels,
            List<AssetType> kinds,
            List<StageSet> stageSets,
            List<Classifier> classifiers) {}

    /**
     * What the jurisdiction leaves to itself.
     * @param smallestCount the least number of members with which a figure is told to who may not see all of them (BR18)
     */
    public record Policies(int smallestCount) {}

    /** A level of authorities. */
    public record Level(String code, Map<String, String> title) {}

    /**
     * A kind of asset.
     * @param prefix of its register numbers
     * @param stages the code of its stage set
     * @param attributes what the jurisdiction wants to know of it beside what every asset says
     */
    public record AssetType(
            String code,
            AssetGroup group,
            String prefix,
            String stages,
            Map<String, String> title,
            Optional<List<AttributeType>> attributes) {

        Optional<AttributeType> attribute(String attribute) {
            return attributes.orElse(List.of()).stream()
                    .filter(known -> known.code().equals(attribute))
                    .findFirst();
        }

        String attributeCodes() {
            return attributes.orElse(List.of()).stream()
                    .map(AttributeType::code)
                    .collect(Collectors.joining(", "));
        }
    }

    /** As {@link Policies}; every figure may be told where the pack says nothing. */
    public int smallestCount() {
        return content.policies().map(Policies::smallestCount).orElse(1);
    }

    /** The kind of asset that a group has; the first where it has several. */
    public AssetType typeOf(AssetGroup group) {
        return content.kinds().stream()
                .filter(type -> type.group() == group)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The pack has no kind of asset in the group " + group));
    }

    /** The kind of asset with this code, where the group has it. */
    public Optional<AssetType> type(AssetGroup group, String code) {
        return content.kinds().stream()
                .filter(type -> type.group() == group && type.code().equals(code))
                .findFirst();
    }

    /** That a group has no such kind of asset. */
    public Problem unknownType(AssetGroup group, String code) {
        String known = content.kinds().stream()
                .filter(type -> type.group() == group)
                .map(AssetType::code)
                .collect(Collectors.joining(", "));
        return new Problem(
                null,
                "type",
                Problem.Code.UNKNOWN_CODE,
                "A type here is one of %s, but this is '%s'".formatted(known, code));
    }

    public StageSet stagesOf(Asset asset) {
        AssetType type = type(asset.group(), asset.type()).orElseGet(() -> typeOf(asset.group()));
        return content.stageSets().stream()
                .filter(set -> set.code().equals(type.stages()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The pack has no stage set " + type.stages()));
    }

    /** The phase of the stage that an asset is in on a day; empty where none has begun. */
    public Optional<Phase> phaseOn(Asset asset, LocalDate day) {
        return asset.stageOn(day)
                .flatMap(at -> stagesOf(asset).stage(at.stage()))
                .map(StageSet.Stage::phase);
    }

    public boolean hasArea(String code) {
        return area(code).isPresent();
    }

    public Optional<Classifier.Item> area(String code) {
        return content.classifiers().stream()
                .flatMap(classifier -> classifier.items().stream())
                .filter(item -> item.code().equals(code))
                .findFirst();
    }

    /** Every code in the state that this pack does not know, with the place. */
    public List<Problem> problems(State state) {
        List<Problem> problems = new ArrayList<>();
        if (state instanceof Subject subject) {
            level(subject.level()).ifPresent(problems::add);
        } else if (state instanceof Function function) {
            area("area", function.area()).ifPresent(problems::add);
        } else if (state instanceof Asset asset) {
            problems.addAll(stagesOf(asset).problems(asset.stages()));
            problems.addAll(attributes(asset));
        } else if (state instanceof assetledger.model.Declaration declaration && declaration.area() != null) {
            area("area", declaration.area()).ifPresent(problems::add);
        }
        return problems;
    }

    private List<Problem> attributes(Asset asset) {
        AssetType type = type(asset.group(), asset.type()).orElseGet(() -> typeOf(asset.group()));
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < asset.attributes().size(); i++) {
            Attribute given = asset.attributes().get(i);
            String place = "attributes[%d]".formatted(i);
            type.attribute(given.code())
                    .map(known -> known.problem(place, given))
                    .orElseGet(() -> Optional.of(new Problem(
                            null,
                            place + ".code",
                            Problem.Code.UNKNOWN_CODE,
                            "An attribute of a %s is one of %s, but this is '%s'"
                                    .formatted(type.code(), type.attributeCodes(), given.code()))))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    private Optional<Problem> level(String code) {
        if (content.levels().stream().anyMatch(level -> level.code().equals(code))) {
            return Optional.empty();
        }
        String known = content.levels().stream().map(Level::code).collect(Collectors.joining(", "));
        return Optional.of(new Problem(
                null,
                "level",
                Problem.Code.UNKNOWN_CODE,
                "A level is one of %s, but this is '%s'".formatted(known, code)));
    }

    private Optional<Problem> area(String field, String code) {
        if (hasArea(code)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                null,
                field,
                Problem.Code.UNKNOWN_CODE,
                "An area is a code of the classifier %s such as %s, but this is '%s'"
                        .formatted(
                                content.classifiers().get(0).code(),
                                example(content.classifiers().get(0)),
                                code)));
    }

    /** One of the first codes, as deep as they go. */
    private static String example(Classifier classifier) {
        return classifier
                .items()
                .get(Math.min(2, classifier.items().size() - 1))
                .code();
    }
}

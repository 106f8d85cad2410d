package assetledger.pack;

import assetledger.model.InvalidValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a pack's file, and refuses one that contradicts itself. */
public final class PackReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            // What is missing is null, but for what may be missing.
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private PackReader() {}

    /** The file of the pack that ships with the product and names no country. */
    public static byte[] neutral() {
        try (InputStream in = PackReader.class.getResourceAsStream("/assetledger/packs/neutral/pack.yaml")) {
            if (in == null) {
                throw new IllegalStateException("The neutral pack is missing from the program");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads a pack.
     * @throws InvalidValue naming the line or the code where the file is wrong
     */
    public static Pack read(byte[] file) {
        Pack.Content content;
        try {
            content = YAML.readValue(file, Pack.Content.class);
        } catch (JacksonException malformed) {
            String line = malformed.getLocation() == null
                    ? ""
                    : "Line " + malformed.getLocation().getLineNr() + ": ";
            throw new InvalidValue("pack", line + malformed.getOriginalMessage());
        }
        if (content.policies().map(Pack.Policies::smallestCount).orElse(1) < 1) {
            throw new InvalidValue("policies", "policies.smallestCount is a number from 1");
        }
        demandDistinct(
                "kinds", content.kinds().stream().map(Pack.AssetType::code).toList());
        content.kinds().forEach(kind -> demandStageSet(kind, content));
        content.kinds().forEach(PackReader::demandAttributes);
        content.stageSets().forEach(PackReader::demandKnownSteps);
        content.classifiers().forEach(PackReader::demandTree);
        return new Pack(sha256(file), content);
    }

    private static void demandDistinct(String place, List<String> codes) {
        Set<String> seen = new HashSet<>();
        for (String code : codes) {
            if (!seen.add(code)) {
                throw new InvalidValue(place, "%s has %s twice".formatted(place, code));
            }
        }
    }

    private static void demandAttributes(Pack.AssetType kind) {
        demandDistinct(
                "kinds",
                kind.attributes().orElse(List.of()).stream()
                        .map(attribute -> "the attribute %s of %s".formatted(attribute.code(), kind.code()))
                        .toList());
    }

    private static void demandStageSet(Pack.AssetType kind, Pack.Content content) {
        if (content.stageSets().stream().noneMatch(set -> set.code().equals(kind.stages()))) {
            throw new InvalidValue(
                    "kinds",
                    "The kind %s goes through the stages of %s, which is no stage set"
                            .formatted(kind.code(), kind.stages()));
        }
    }

    private static void demandKnownSteps(StageSet set) {
        Set<String> seen = new HashSet<>();
        for (StageSet.Stage stage : set.stages()) {
            if (!seen.add(stage.code())) {
                throw new InvalidValue(
                        "stageSets", "Stage set %s has the stage %s twice".formatted(set.code(), stage.code()));
            }
        }
        for (StageSet.Stage stage : set.stages()) {
            for (String next : stage.next()) {
                if (set.stage(next).isEmpty()) {
                    throw new InvalidValue(
                            "stageSets",
                            "Stage set %s: %s leads to %s, which is no stage of the set"
                                    .formatted(set.code(), stage.code(), next));
                }
            }
        }
    }

    private static void demandTree(Classifier classifier) {
        Set<String> seen = new HashSet<>();
        for (Classifier.Item item : classifier.items()) {
            if (!seen.add(item.code())) {
                throw new InvalidValue(
                        "classifiers", "Classifier %s has the code %s twice".formatted(classifier.code(), item.code()));
            }
            if (item.parent().isPresent() && !seen.contains(item.parent().get())) {
                throw new InvalidValue(
                        "classifiers",
                        "Classifier %s has no %s before %s"
                                .formatted(classifier.code(), item.parent().get(), item.code()));
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}

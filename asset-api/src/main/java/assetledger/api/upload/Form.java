package assetledger.api.upload;

import assetledger.api.problem.Refusal;
import assetledger.api.upload.Upload.Mode;
import assetledger.importer.Mappings;
import assetledger.importer.source.FileName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an upload says part by part, in the order in which the parts come. */
final class Form {
    /** A name that can be nothing but a name, by which a set or a lookup finds the file in the upload's own folder. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_ .()-]{0,99}");

    private static final int SHOWN = 400;

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Path> mappings = new ArrayList<>();
    private @Nullable String shipped;
    private Mode mode = Mode.CHECK;
    private boolean skipsBadRows;

    /** @param folder of this upload alone */
    Form(Path folder) {
        this.folder = folder;
    }

    /** Where a file goes: under its own name only where that is plain, else under one of ours. */
    Path placeOfFile(String name) {
        names.add(FileName.shown(name));
        return place(files, "files", PLAIN.matcher(name).matches() ? name : "table-%d".formatted(files.size() + 1));
    }

    /** Where a mapping goes. */
    Path placeOfMapping(String name) {
        return place(
                mappings,
                "mappings",
                PLAIN.matcher(name).matches() ? name : "mapping-%d.yaml".formatted(mappings.size() + 1));
    }

    private Path place(List<Path> taken, String part, String name) {
        Path place = folder.resolve(part).resolve(name);
        if (taken.contains(place)) {
            throw Refusal.ofBody("Two files of an upload have the same name, '%s'; send each once".formatted(name));
        }
        taken.add(place);
        return place;
    }

    /** A part that is a word. */
    void say(String part, String word) {
        switch (part) {
            case "mapping" -> shipped = shipped(word);
            case "mode" -> mode = mode(word);
            case "skipBadRows" -> skipsBadRows = truth(word);
            default ->
                throw Refusal.ofBody("An upload has the parts file, mapping, mode and skipBadRows, and no part '%s'"
                        .formatted(FileName.shown(part)));
        }
    }

    private static String shipped(String name) {
        if (!Mappings.shipped().contains(name)) {
            throw Refusal.ofBody("No mapping of the name '%s' ships; those that do are %s. Send your own as a file"
                    .formatted(FileName.shown(name), String.join(", ", Mappings.shipped())));
        }
        return name;
    }

    private static Mode mode(String word) {
        return switch (word) {
            case "check" -> Mode.CHECK;
            case "import" -> Mode.IMPORT;
            default ->
                throw Refusal.ofBody("The mode is check or import, but this is '%s'".formatted(FileName.shown(word)));
        };
    }

    private static boolean truth(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Refusal.ofBody("skipBadRows is true or false, but this is '%s'".formatted(FileName.shown(word)));
        };
    }

    /** Refuses what cannot be worked on. */
    Form complete() {
        if (files.isEmpty()) {
            throw Refusal.ofBody("An upload has a part 'file' with the table, and its file name");
        } else if ((shipped == null) == mappings.isEmpty()) {
            throw Refusal.ofBody(
                    "An upload has a part 'mapping': the name of a mapping that ships, or a file of your own");
        }
        return this;
    }

    /** The table; the folder of all tables where a set names them. */
    Path table(boolean isSet) {
        return isSet ? folder.resolve("files") : files.get(0);
    }

    /** A file, or the name of a mapping that ships; the first of several is the one that names the others. */
    String mapping() {
        return shipped == null ? mappings.get(0).toString() : shipped;
    }

    /** The names of mappings that a set may use. */
    List<String> known() {
        List<String> known = new ArrayList<>(Mappings.shipped());
        mappings.forEach(mapping -> known.add(mapping.getFileName().toString()));
        return known;
    }

    String shownFiles() {
        String all = String.join(", ", names);
        return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "...";
    }

    String shownMapping() {
        return shipped == null ? mappings.get(0).getFileName().toString() : shipped;
    }

    Mode mode() {
        return mode;
    }

    boolean skipsBadRows() {
        return skipsBadRows;
    }
}

package assetledger.importer.mapping;

import assetledger.importer.source.TableForm;
import assetledger.importer.source.TableForm.Format;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads from a mapping how the table stands in its file. */
final class TableFormReader {
    private static final Pattern STEP = Pattern.compile("[^/\\[\\]@=\\s]+(\\[@[^/\\[\\]@=\\s]+=[^/\\[\\]]*])?");
    private static final Pattern ELEMENT = Pattern.compile("%1$s(/%1$s)*".formatted(STEP));

    private final JsonNode yaml;
    private final Faults faults;

    TableFormReader(JsonNode yaml, Faults faults) {
        this.yaml = yaml;
        this.faults = faults;
    }

    TableForm form() {
        Format format = format();
        refuse("separator", format, Set.of(Format.CSV));
        refuse("encoding", format, Set.of(Format.CSV, Format.JSONL));
        refuse("sheet", format, Set.of(Format.XLSX));
        refuse("element", format, Set.of(Format.XML));
        return new TableForm(format, encoding(), separator(), sheet(), format == Format.XML ? element() : "");
    }

    private Format format() {
        String word = text("format", Format.CSV.word());
        return Arrays.stream(Format.values())
                .filter(format -> format.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> {
                    faults.add("format", "this is one of " + words(Set.of(Format.values())));
                    return Format.CSV;
                });
    }

    private void refuse(String key, Format format, Set<Format> having) {
        if (yaml.has(key) && !having.contains(format)) {
            faults.add(key, "only the format %s has this, but here it is %s".formatted(words(having), format.word()));
        }
    }

    private static String words(Set<Format> formats) {
        return formats.stream().sorted().map(Format::word).collect(Collectors.joining(" or "));
    }

    private Charset encoding() {
        String name = text("encoding", "UTF-8");
        try {
            Charset encoding = Charset.forName(name);
            encoding.newDecoder();
            return encoding;
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            faults.add("encoding", "there is no encoding '%s'; common ones are UTF-8 and windows-1251".formatted(name));
            return StandardCharsets.UTF_8;
        }
    }

    private char separator() {
        String separator = text("separator", ",");
        if (separator.length() != 1 || "\"\r\n".contains(separator)) {
            faults.add("separator", "this is one character, such as \",\", \";\" or \"\\t\"");
            return ',';
        }
        return separator.charAt(0);
    }

    /** A number is the place of the sheet, counted from 1. */
    private String sheet() {
        JsonNode sheet = yaml.path("sheet");
        return sheet.isInt() && sheet.intValue() > 0 ? sheet.asString() : text("sheet", "");
    }

    private String element() {
        String element = text("element", "");
        if (!ELEMENT.matcher(element).matches()) {
            faults.add(
                    "element",
                    "this is the path of the element that is a row, from the root of the file,"
                            + " such as program/measures/measure or tables/table[@id=KBKs]/row");
        }
        return element;
    }

    private String text(String key, String otherwise) {
        JsonNode value = yaml.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isString() || value.stringValue().isEmpty()) {
            faults.add(key, "this is a text");
            return otherwise;
        }
        return value.stringValue();
    }
}

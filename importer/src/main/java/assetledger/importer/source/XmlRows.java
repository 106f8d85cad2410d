package assetledger.importer.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/** The elements of one path, one after the other, each with what stands below it. */
final class XmlRows implements Closeable {
    private static final Pattern STEP = Pattern.compile("([^\\[]+)(?:\\[@([^=]+)=([^\\]]*)])?");
    private static final int PATHS_SHOWN = 20;

    /**
     * One row.
     *
     * @param line where it begins, counted from 1
     * @param cells by path: {@code name}, {@code owner/name}, {@code owner/@code}; the second element of a name is
     *     {@code name[2]}; a point is the text of the row itself
     */
    record Element(int line, Map<String, String> cells) {}

    /** A step of a path: the name of an element and, where it is asked for, the value of an attribute. */
    private record Step(String name, String attribute, String value) {
        static Step of(String text) {
            Matcher form = STEP.matcher(text);
            if (!form.matches()) {
                throw new IllegalArgumentException("A step of a path looks like row or table[@id=KBKs]");
            }
            return new Step(
                    form.group(1),
                    form.group(2) == null ? "" : form.group(2),
                    form.group(3) == null ? "" : form.group(3));
        }

        boolean fits(XMLStreamReader element) {
            return name.equals(element.getLocalName())
                    && (attribute.isEmpty() || value.equals(element.getAttributeValue(null, attribute)));
        }
    }

    /** An element that is open below the row. */
    private static final class Open {
        private final String path;
        private final Map<String, Integer> children = new HashMap<>();
        private final StringBuilder text = new StringBuilder();

        Open(String path) {
            this.path = path;
        }

        /** The path of its next child of a name. */
        String below(String name) {
            int count = children.merge(name, 1, Integer::sum);
            String step = count == 1 ? name : "%s[%d]".formatted(name, count);
            return path.isEmpty() ? step : path + "/" + step;
        }

        String attribute(String name) {
            return path.isEmpty() ? "@" + name : path + "/@" + name;
        }

        /** Takes a text up to just past the longest that a cell may have, which is then reported. */
        void add(String more) {
            int room = CellFaults.LONGEST_CELL + 1 - text.length();
            text.append(more, 0, Math.max(0, Math.min(room, more.length())));
        }

        /** An element that has elements, and the row itself, may be there for what is below. */
        boolean isForItsText() {
            boolean mayBeForOthers = path.isEmpty() || !children.isEmpty();
            return !mayBeForOthers || !text.toString().isBlank();
        }
    }

    private final SecureXml xml;
    private final List<Step> steps;
    private final Set<String> paths = new LinkedHashSet<>();
    private final Deque<String> names = new ArrayDeque<>();
    private int fitting;

    private XmlRows(SecureXml xml, List<Step> steps) {
        this.xml = xml;
        this.steps = steps;
    }

    static XmlRows open(Path file, String element) throws IOException {
        return new XmlRows(
                SecureXml.over(new BufferedInputStream(Files.newInputStream(file))),
                Arrays.stream(element.split("/")).map(Step::of).toList());
    }

    /** The next element of the path; empty at the end of the file. */
    Optional<Element> next() throws IOException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    start();
                    if (fitting == steps.size() && xml.depth() == fitting) {
                        return Optional.of(row());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.END_DOCUMENT -> {
                    return Optional.empty();
                }
                default -> {
                    // What stands between the rows is not read.
                }
            }
        }
    }

    /** Some paths that the file has, none deeper than that of the row. */
    Set<String> paths() {
        return paths;
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }

    private void start() {
        names.addLast(xml.reader().getLocalName());
        if (fitting == xml.depth() - 1
                && fitting < steps.size()
                && steps.get(fitting).fits(xml.reader())) {
            fitting++;
        }
        if (xml.depth() <= steps.size() && paths.size() < PATHS_SHOWN) {
            paths.add(String.join("/", names));
        }
    }

    private void end() {
        names.removeLast();
        fitting = Math.min(fitting, xml.depth() - 1);
    }

    private Element row() throws IOException {
        int line = xml.line();
        Map<String, String> cells = new LinkedHashMap<>();
        Deque<Open> open = new ArrayDeque<>();
        open.addLast(opened("", cells));
        while (!open.isEmpty()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT ->
                    open.addLast(opened(open.getLast().below(xml.reader().getLocalName()), cells));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    open.getLast().add(xml.reader().getText());
                case XMLStreamConstants.END_ELEMENT -> closed(open.removeLast(), cells);
                default -> {
                    // Comments and the like say nothing.
                }
            }
            if (cells.size() > Header.MOST_COLUMNS) {
                throw new SecureXml.XmlException(
                        "line %d: a row has at most %d columns".formatted(line, Header.MOST_COLUMNS));
            }
        }
        end();
        return new Element(line, cells);
    }

    private Open opened(String path, Map<String, String> cells) {
        Open element = new Open(path);
        XMLStreamReader reader = xml.reader();
        for (int place = 0; place < reader.getAttributeCount(); place++) {
            cells.put(element.attribute(reader.getAttributeLocalName(place)), reader.getAttributeValue(place));
        }
        return element;
    }

    private static void closed(Open element, Map<String, String> cells) {
        if (element.isForItsText()) {
            cells.put(element.path.isEmpty() ? "." : element.path, element.text.toString());
        }
    }
}

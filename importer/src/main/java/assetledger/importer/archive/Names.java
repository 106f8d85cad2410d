package assetledger.importer.archive;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of entries: paths inside the archive, each once. */
final class Names {
    private static final int LONGEST = 256;
    private static final Pattern FORM = Pattern.compile("[^\\p{Cntrl}\\\\:*?\"<>|/]+(/[^\\p{Cntrl}\\\\:*?\"<>|/]+)*/?");
    private static final int SHOWN = 60;

    private Names() {}

    static void check(List<Entry> entries) throws ArchiveException {
        Set<String> names = new HashSet<>();
        for (Entry entry : entries) {
            String name = entry.name();
            if (name.length() > LONGEST || !FORM.matcher(name).matches() || leadsOutside(name)) {
                throw new ArchiveException(
                        "it has an entry with a name that leads outside ('%s')".formatted(shown(name)));
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new ArchiveException("it has two entries of the same name ('%s')".formatted(shown(name)));
            }
        }
    }

    static String shown(String name) {
        String visible = name.replaceAll("\\p{C}", "?");
        return visible.length() <= SHOWN ? visible : visible.substring(0, SHOWN) + "...";
    }

    private static boolean leadsOutside(String name) {
        return List.of(name.split("/")).contains("..");
    }
}

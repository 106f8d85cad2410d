package assetledger.importer.mapping;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A name of a column that a person may take for another.
 *
 * @param distance how many letters are put in, left out or other ones, in what people see of the names
 * @param difference for names that look the same, which character is another one; else empty
 */
record Likeness(String name, int distance, String difference) {
    /** Letters of other alphabets and, at the same place, the Latin letter that looks like them. */
    private static final String LOOK_ALIKES = "авекмнорстухіѕјαεικνορτυχ";

    private static final String LATIN = "abekmhopctyxisjaeikvoptux";
    private static final int LETTERS_TO_A_SLIP = 4;

    /** The nearest of some names; empty when none is near. */
    static Optional<Likeness> closest(String wanted, List<String> names) {
        return names.stream()
                .map(name -> of(wanted, name))
                .filter(like ->
                        like.distance * LETTERS_TO_A_SLIP <= seen(wanted).length())
                .min(Comparator.comparingInt(Likeness::distance));
    }

    private static Likeness of(String wanted, String name) {
        int distance = distance(seen(wanted), seen(name));
        return new Likeness(name, distance, distance == 0 ? difference(wanted, name) : "");
    }

    /** What a person sees of a name: letters and digits, whatever their case and alphabet. */
    private static String seen(String name) {
        StringBuilder seen = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(letter -> LOOK_ALIKES.indexOf(letter) < 0 ? letter : LATIN.charAt(LOOK_ALIKES.indexOf(letter)))
                .forEach(seen::appendCodePoint);
        return seen.toString();
    }

    private static String difference(String wanted, String name) {
        int[] wantedLetters = wanted.codePoints().toArray();
        int[] letters = name.codePoints().toArray();
        int place = 0;
        while (place < letters.length && place < wantedLetters.length && letters[place] == wantedLetters[place]) {
            place++;
        }
        return ", whose character %d is %s, where the mapping has %s"
                .formatted(place + 1, letterAt(letters, place), letterAt(wantedLetters, place));
    }

    private static String letterAt(int[] letters, int place) {
        return place < letters.length ? String.valueOf(Character.getName(letters[place])) : "the end";
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int[] here = new int[above.length];
            here[0] = line;
            for (int column = 1; column < here.length; column++) {
                int swap = above[column - 1] + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(swap, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[other.length()];
    }
}

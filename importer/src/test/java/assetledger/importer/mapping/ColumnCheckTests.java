package assetledger.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnCheckTests {
    @Test
    void findsNothingWrongWithOtherOrdersAndMoreColumns() {
        assertThat(ColumnCheck.faults(needed("id", "name"), List.of("more", "name", "id"), List.of()))
                .isEmpty();
    }

    /** The second name of each is not the first: another case, a slip, a Latin letter, a double blank, something invisible. */
    @CsvSource({
        "name, Name, ', whose character 1 is LATIN CAPITAL LETTER N, where the mapping has LATIN SMALL LETTER N'",
        "owners, owner, ''",
        "Имя, Имя системы, none",
        "сумма, cумма, ', whose character 1 is LATIN SMALL LETTER C, where the mapping has CYRILLIC SMALL LETTER ES'",
        "start date, start  date, ', whose character 7 is SPACE, where the mapping has LATIN SMALL LETTER D'",
        "code, co\u200Bde, ', whose character 3 is ZERO WIDTH SPACE, where the mapping has LATIN SMALL LETTER D'",
        "код, год, none",
        "a, b, none"
    })
    @ParameterizedTest
    void namesAColumnThatSomebodyMayHaveMeantAndHowItDiffers(String wanted, String name, String difference) {
        String fault =
                ColumnCheck.faults(needed(wanted), List.of(name), List.of()).get(0);

        assertThat(fault)
                .isEqualTo(
                        "none".equals(difference)
                                ? "the file has no column '%s'".formatted(wanted)
                                : "the file has no column '%s', but it has '%s'%s".formatted(wanted, name, difference));
    }

    @Test
    void tellsEverythingAtOnceAndTheColumnsOnlyOnce() {
        assertThat(ColumnCheck.faults(
                        needed("id", "owner", "purpose"),
                        List.of("id", "Owner"),
                        List.of("row 1 gives column 3 no name")))
                .containsExactly(
                        "row 1 gives column 3 no name",
                        "the file has no column 'owner', but it has 'Owner', whose character 1 is LATIN CAPITAL LETTER"
                                + " O, where the mapping has LATIN SMALL LETTER O",
                        "the file has no column 'purpose'",
                        "it has the columns id, Owner");
    }

    @Test
    void suspectsTheSeparatorOfAFileWithOneColumn() {
        assertThat(ColumnCheck.faults(needed("id"), List.of("id;name;sum"), List.of()))
                .contains("it has one column, 'id;name;sum': the mapping may have to say another separator");
    }

    @Test
    void listsTheFirstColumnsOfManyOnly() {
        List<String> many = Collections.nCopies(100, "column");

        assertThat(ColumnCheck.faults(needed("id"), many, List.of()).get(1)).endsWith("column and 60 more");
    }

    private static Set<Column> needed(String... names) {
        return Stream.of(names).map(Column::needed).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

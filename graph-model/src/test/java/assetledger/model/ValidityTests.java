package assetledger.model;

import static assetledger.model.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTests {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 10);

    @CsvSource({
        "2026-01-01, 2026-02-01, 2026-02-01, 2026-03-01, false", // the first ends where the second begins
        "2026-01-01, 2026-02-02, 2026-02-01, 2026-03-01, true", // one day in common
        "2026-01-01, 2026-12-31, 2026-03-01, 2026-04-01, true", // one inside the other
        "2026-01-01, 2026-02-01, 2026-01-01, 2026-02-01, true", // the same
        "2026-01-01,           , 2030-01-01,           , true", // both open to the right
        "          , 2026-01-01, 2026-01-01,           , false", // open on both outer sides, meeting
        "          ,           , 2026-01-01, 2026-01-02, true" // one without any end
    })
    @ParameterizedTest
    void twoSpansOverlapWhenADayBelongsToBoth(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable LocalDate otherFrom,
            @Nullable LocalDate otherTo,
            boolean overlap) {
        Validity one = new Validity(from, to);
        Validity other = new Validity(otherFrom, otherTo);
        assertThat(one.overlaps(other)).isEqualTo(overlap);
        assertThat(other.overlaps(one)).isEqualTo(overlap);
    }

    @Test
    void overlappingIsHavingADayInCommonForAnyTwoSpans() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Validity one = span(random);
            Validity other = span(random);
            boolean common = false;
            for (int day = -2; day < 12; day++) {
                common |= one.contains(DAY.plusDays(day)) && other.contains(DAY.plusDays(day));
            }
            assertThat(one.overlaps(other))
                    .as("%s and %s, seed %d", one, other, seed)
                    .isEqualTo(common);
        }
    }

    @CsvSource({
        "2026-01-10, 2026-01-12, 2026-01-09, false", // the day before
        "2026-01-10, 2026-01-12, 2026-01-10, true", // the first
        "2026-01-10, 2026-01-12, 2026-01-11, true", // the last
        "2026-01-10, 2026-01-12, 2026-01-12, false", // the day after
        "          , 2026-01-12, 1900-01-01, true", // open to the left
        "          , 2026-01-12, 2026-01-12, false",
        "2026-01-10,           , 2200-01-01, true", // open to the right
        "2026-01-10,           , 2026-01-09, false",
        "          ,           , 2026-01-10, true" // without any end
    })
    @ParameterizedTest
    void aSpanContainsItsFirstDayButNotItsEnd(
            @Nullable LocalDate from, @Nullable LocalDate to, LocalDate day, boolean contains) {
        assertThat(new Validity(from, to).contains(day)).isEqualTo(contains);
    }

    @CsvSource({"2026-01-10, 2026-01-10", "2026-01-10, 2026-01-09"})
    @ParameterizedTest
    void refusesAnEndThatDoesNotComeAfterTheBeginning(LocalDate from, LocalDate to) {
        refuses("to", "must come after from (2026-01-10)", () -> new Validity(from, to));
    }

    private static Validity span(Random random) {
        LocalDate from = DAY.plusDays(random.nextInt(9));
        LocalDate to = from.plusDays(1L + random.nextInt(5));
        return new Validity(random.nextInt(4) == 0 ? null : from, random.nextInt(4) == 0 ? null : to);
    }
}

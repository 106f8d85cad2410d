package assetledger.api.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class SlotsTests {
    private final Slots slots = new Slots(2, 3);

    @Test
    void onePersonTakesOnlyTheirShare() {
        slots.take("a");
        slots.take("a");
        assertThatExceptionOfType(SubscriptionEnd.class)
                .isThrownBy(() -> slots.take("a"))
                .withMessageContaining("You have 2 subscriptions open");
        assertThat(slots.open()).isEqualTo(2);
        slots.take("b");
    }

    @Test
    void allTogetherTakeNoMoreThanThereAre() {
        slots.take("a");
        slots.take("b");
        slots.take("c");
        assertThatExceptionOfType(SubscriptionEnd.class)
                .isThrownBy(() -> slots.take("d"))
                .withMessageContaining("3 subscriptions are open");
    }

    @Test
    void aSlotThatIsGivenBackIsFree() {
        Slots.Slot first = slots.take("a");
        slots.take("a");
        first.free();
        slots.take("a");
        assertThat(slots.open()).isEqualTo(2);
    }
}

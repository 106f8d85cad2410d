package assetledger.model;

import java.math.BigDecimal;

/** Which way an indicator improves. */
public enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER;

    /** Whether an actual value is at least as good as the planned one. */
    public boolean met(BigDecimal actual, BigDecimal plan) {
        int comparison = actual.compareTo(plan);
        return this == HIGHER_IS_BETTER ? comparison >= 0 : comparison <= 0;
    }
}

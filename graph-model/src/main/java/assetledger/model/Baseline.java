package assetledger.model;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Where an indicator stood before anything was spent on it. */
public record Baseline(BigDecimal value, LocalDate date) {}

package assetledger.api.ledger;

import assetledger.event.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is told in a line, without the state that it left.
 * @param reason absent where none was given
 * @param within whether it lies within the span that was asked for
 */
public record Told(long position, Leaf leaf, @Nullable String reason, boolean within) {}

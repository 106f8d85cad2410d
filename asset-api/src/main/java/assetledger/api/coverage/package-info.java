/** Which duties have no system behind them. */
@NullMarked
package assetledger.api.coverage;

import org.jspecify.annotations.NullMarked;

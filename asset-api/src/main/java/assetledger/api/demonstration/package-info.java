/** The demonstration: an invented portfolio, and the three answers as tables. */
@NullMarked
package assetledger.api.demonstration;

import org.jspecify.annotations.NullMarked;

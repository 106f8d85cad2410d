/** Which functions are built twice. */
@NullMarked
package assetledger.api.duplication;

import org.jspecify.annotations.NullMarked;

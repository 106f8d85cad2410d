/** Keeps the graph up with the ledger, and lets readers wait for it. */
@NullMarked
package assetledger.api.projection;

import org.jspecify.annotations.NullMarked;

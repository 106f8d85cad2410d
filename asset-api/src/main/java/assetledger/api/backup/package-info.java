/** The whole ledger as a file of JSON lines, and back. */
@NullMarked
package assetledger.api.backup;

import org.jspecify.annotations.NullMarked;

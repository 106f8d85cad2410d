/** Signs what the ledger is from second to second, and proves to outsiders that it only grows. */
@NullMarked
package assetledger.api.proof;

import org.jspecify.annotations.NullMarked;

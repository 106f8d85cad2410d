/** The records themselves: recorded through mutations, read one by one and in lists. */
@NullMarked
package assetledger.api.records;

import org.jspecify.annotations.NullMarked;

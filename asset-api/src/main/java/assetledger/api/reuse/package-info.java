/** Which standard solutions are reused, and by how many. */
@NullMarked
package assetledger.api.reuse;

import org.jspecify.annotations.NullMarked;

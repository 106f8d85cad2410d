/** Lists in pages, and the cursors by which they go on. */
@NullMarked
package assetledger.api.page;

import org.jspecify.annotations.NullMarked;

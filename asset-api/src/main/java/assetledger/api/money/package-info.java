/** What the money achieved: spending traced to results, and the spending that reached none. */
@NullMarked
package assetledger.api.money;

import org.jspecify.annotations.NullMarked;

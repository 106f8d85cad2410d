/** What notices if a system stops, an act is repealed, a post falls vacant. */
@NullMarked
package assetledger.api.impact;

import org.jspecify.annotations.NullMarked;

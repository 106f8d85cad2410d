/** How much the product costs beside the best that could be written by hand; run by mvn -Pbench verify. */
@NullMarked
package assetledger.api.bench;

import org.jspecify.annotations.NullMarked;

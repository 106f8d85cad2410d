/** How much one request, and one client, may ask for. */
@NullMarked
package assetledger.api.limit;

import org.jspecify.annotations.NullMarked;

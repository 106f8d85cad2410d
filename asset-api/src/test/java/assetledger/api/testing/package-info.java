/** What the server's tests share: the running server, a client of it, and a look into its stores. */
@NullMarked
package assetledger.api.testing;

import org.jspecify.annotations.NullMarked;

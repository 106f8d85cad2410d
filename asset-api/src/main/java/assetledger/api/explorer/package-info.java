/** The page on which a person tries the API out; all of it comes from this server. */
@NullMarked
package assetledger.api.explorer;

import org.jspecify.annotations.NullMarked;

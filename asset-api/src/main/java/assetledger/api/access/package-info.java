/** Who is asking: for now, whoever shows this installation's token. */
@NullMarked
package assetledger.api.access;

import org.jspecify.annotations.NullMarked;

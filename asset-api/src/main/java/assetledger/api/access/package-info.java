/** Who is asking, and what he may read: tokens, grants, and the rule in front of every field. */
@NullMarked
package assetledger.api.access;

import org.jspecify.annotations.NullMarked;

/** How a failure reads to a client: a sentence, a code, a place; never a class, a statement or a host. */
@NullMarked
package assetledger.api.problem;

import org.jspecify.annotations.NullMarked;

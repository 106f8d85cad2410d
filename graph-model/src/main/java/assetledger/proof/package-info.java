/**
 * Proves to somebody who trusts neither the server nor its database what the ledger held: trees of hashes, signed
 * checkpoints, proofs, and their verification. Depends on the JDK alone, so that an outsider needs one small jar.
 */
@NullMarked
package assetledger.proof;

import org.jspecify.annotations.NullMarked;

/** The server: one program that records commands in the ledger and answers questions from the graph. */
@NullMarked
package assetledger.api;

import org.jspecify.annotations.NullMarked;

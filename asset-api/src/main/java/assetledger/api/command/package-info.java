/** The only writer: commands are read, decided under the ledger's head lock, appended, and answered at commit. */
@NullMarked
package assetledger.api.command;

import org.jspecify.annotations.NullMarked;

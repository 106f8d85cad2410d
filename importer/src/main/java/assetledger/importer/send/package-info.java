/** Planned rows to a server, in batches that can be sent again without doubling anything. */
@NullMarked
package assetledger.importer.send;

import org.jspecify.annotations.NullMarked;

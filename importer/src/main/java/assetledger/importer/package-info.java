/** One import, from a file to a server. */
@NullMarked
package assetledger.importer;

import org.jspecify.annotations.NullMarked;

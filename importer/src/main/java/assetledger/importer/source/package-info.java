/** Files into rows, one at a time, each with its place. */
@NullMarked
package assetledger.importer.source;

import org.jspecify.annotations.NullMarked;

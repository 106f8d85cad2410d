/** What an authority's registrar records, as files that an import takes again. */
@NullMarked
package assetledger.importer.own;

import org.jspecify.annotations.NullMarked;

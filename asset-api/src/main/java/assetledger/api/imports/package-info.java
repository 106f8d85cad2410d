/** What was imported: by whom, from which files, and what became of it row by row. */
@NullMarked
package assetledger.api.imports;

import org.jspecify.annotations.NullMarked;

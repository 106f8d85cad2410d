/** Answers of the API as tables: what a query names becomes columns, what it lists becomes rows. */
@NullMarked
package assetledger.importer.table;

import org.jspecify.annotations.NullMarked;

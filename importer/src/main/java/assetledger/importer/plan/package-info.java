/** Rows into commands or problems, knowing which records earlier rows were about. */
@NullMarked
package assetledger.importer.plan;

import org.jspecify.annotations.NullMarked;

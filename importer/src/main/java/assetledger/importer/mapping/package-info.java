/** What the columns of a table mean: a template of commands whose leaves are constants or cells in a stated form. */
@NullMarked
package assetledger.importer.mapping;

import org.jspecify.annotations.NullMarked;

/** How the schema is put together from its files. */
@NullMarked
package assetledger.api.schema;

import org.jspecify.annotations.NullMarked;

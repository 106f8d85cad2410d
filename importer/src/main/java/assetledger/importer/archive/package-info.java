/** ZIP files, looked through before anything in them is believed. */
@NullMarked
package assetledger.importer.archive;

import org.jspecify.annotations.NullMarked;

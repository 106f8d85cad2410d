/** The digital profile of an authority as a file: for programs as JSON, for people as a page to print. */
@NullMarked
package assetledger.importer.profile;

import org.jspecify.annotations.NullMarked;

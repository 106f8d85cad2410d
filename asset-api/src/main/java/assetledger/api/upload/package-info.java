/** Files that people upload to be checked or imported, and how far that is. */
@NullMarked
package assetledger.api.upload;

import org.jspecify.annotations.NullMarked;

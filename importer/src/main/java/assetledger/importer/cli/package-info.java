/** The command line: reads arguments, shows progress and results, and ends with a code. */
@NullMarked
package assetledger.importer.cli;

import org.jspecify.annotations.NullMarked;

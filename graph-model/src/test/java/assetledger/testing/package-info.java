/** What tests of several modules share: the engines that they talk to. */
@NullMarked
package assetledger.testing;

import org.jspecify.annotations.NullMarked;

/** When authorities change: assets that go from one to another. */
@NullMarked
package assetledger.api.authorities;

import org.jspecify.annotations.NullMarked;

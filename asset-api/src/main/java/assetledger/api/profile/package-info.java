/** What an authority has, owes and is able to do on a day, in figures that open; and how two such profiles differ. */
@NullMarked
package assetledger.api.profile;

import org.jspecify.annotations.NullMarked;

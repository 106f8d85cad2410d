/** What an authority has, owes and is able to do on a day: the digital profile, by the rules of docs/profile.md. */
@NullMarked
package assetledger.profile;

import org.jspecify.annotations.NullMarked;

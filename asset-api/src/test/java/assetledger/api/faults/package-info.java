/** Kills the real server under load, again and again, and holds what is left against what its clients wrote down. */
@NullMarked
package assetledger.api.faults;

import org.jspecify.annotations.NullMarked;

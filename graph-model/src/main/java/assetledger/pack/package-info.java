/** What a jurisdiction says: classifiers, levels, kinds of asset and their stages, as data. */
@NullMarked
package assetledger.pack;

import org.jspecify.annotations.NullMarked;

/** The nouns of the field: immutable values that refuse to exist in a bad state. */
@NullMarked
package assetledger.model;

import org.jspecify.annotations.NullMarked;

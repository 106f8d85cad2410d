/** The day that a question is asked for, and what cannot be told for it. */
@NullMarked
package assetledger.api.day;

import org.jspecify.annotations.NullMarked;

/** Pure decisions: a command and what it touches give events, or every problem at once. */
@NullMarked
package assetledger.decide;

import org.jspecify.annotations.NullMarked;

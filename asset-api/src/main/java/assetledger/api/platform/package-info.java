/** Settings, and the beans that join the rest to Spring. */
@NullMarked
package assetledger.api.platform;

import org.jspecify.annotations.NullMarked;

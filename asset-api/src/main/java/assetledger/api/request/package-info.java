/** GraphQL over HTTP: reads requests strictly, and answers them in the form that the client asked for. */
@NullMarked
package assetledger.api.request;

import org.jspecify.annotations.NullMarked;

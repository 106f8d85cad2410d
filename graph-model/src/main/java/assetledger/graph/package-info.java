/** The only place that speaks Bolt and Cypher: states are put into the graph, and questions are read from it. */
@NullMarked
package assetledger.graph;

import org.jspecify.annotations.NullMarked;

/** The embedded PostgreSQL and Neo4j: two programs that Maven fetched, started as child processes, kept running, and stopped with their parent. */
@NullMarked
package assetledger.engines;

import org.jspecify.annotations.NullMarked;

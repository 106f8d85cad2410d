package assetledger.importer.profile;

import assetledger.importer.send.Patience;
import assetledger.importer.send.Server;
import assetledger.importer.table.TableProgress;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whose profile is wanted, and of which day.
 *
 * @param authority its id, or an identifier that others gave it, such as {@code demo:reg-health}
 * @param asOf today where absent
 */
public record ProfileRequest(
        String authority, @Nullable LocalDate asOf, Server server, TableProgress progress, Patience patience) {}

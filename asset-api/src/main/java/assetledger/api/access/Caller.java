package assetledger.api.access;

import assetledger.model.RecordId;
import assetledger.model.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a token says is asking. What he may do is said by today's grants, and, where this installation issued the token
 * itself, by the token too.
 * @param person a pseudonym, unique among all issuers
 * @param client whether it is a machine
 * @param roles that the token itself gives; none in tokens of an outside issuer
 * @param authority that a registrar's token is for; absent for all
 * @param expires the moment from which the token is worth nothing
 */
public record Caller(
        String person,
        boolean client,
        Set<Role> roles,
        @Nullable RecordId authority,
        Instant expires) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** A part of the server itself; see {@link assetledger.model.Viewer#server}. */
    public static Caller server(String part) {
        return new Caller(part, true, Set.of(Role.REGISTRAR), null, Instant.MAX);
    }
}

package assetledger.decide;

import assetledger.model.Link;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may record, and which records exist for him. The records are those under the ledger's lock, so a right
 * cannot go stale between its check and what is recorded.
 */
final class Rights {
    private final Heads heads;
    private final Viewer viewer;

    Rights(Heads heads, Viewer viewer) {
        this.heads = heads;
        this.viewer = viewer;
    }

    String person() {
        return viewer.person();
    }

    /** The one authority that he records for; absent where it is several or all. */
    @Nullable
    RecordId soleAuthority() {
        return viewer.everyAuthority() || viewer.authorities().size() != 1
                ? null
                : viewer.authorities().iterator().next();
    }

    /** Whether a record exists for him; a link does where he records for its tail or where both its ends exist. */
    boolean sees(Recorded<State> record) {
        if (record.state() instanceof Link link) {
            return viewer.recordsFor(ownerOf(link.tail())) || (sees(link.tail()) && sees(link.head()));
        }
        return viewer.sees(record.state());
    }

    private boolean sees(RecordId id) {
        return heads.find(id).map(this::sees).orElse(true);
    }

    /** The authority that answers for a record; absent for what belongs to nobody. */
    @Nullable
    RecordId ownerOf(RecordId id) {
        return heads.find(id).map(this::ownerOf).orElse(null);
    }

    private @Nullable RecordId ownerOf(Recorded<State> record) {
        if (record.state() instanceof Link link) {
            return ownerOf(link.tail());
        }
        return record.state() instanceof Subject ? record.id() : record.state().owner();
    }

    /** Only those who record for a record's owner may change it. */
    void demand(Recorded<State> record) {
        demandFor(ownerOf(record));
    }

    /** Only those who record for an authority may record something new of it; nothing is said of others' existence. */
    void demandFor(@Nullable RecordId owner) {
        if (!mayRecordFor(owner)) {
            throw new Forbidden(
                    owner == null
                            ? "This belongs to no authority; only a registrar for all authorities may record it"
                            : "You may record only for your own authority, and this belongs to another");
        }
    }

    boolean mayRecordFor(@Nullable RecordId owner) {
        return viewer.recordsFor(owner);
    }

    void demandRole(Role role) {
        if (!viewer.is(role)) {
            throw new Forbidden("Only a person with the role %s may do this".formatted(role));
        }
    }

    /** Where two people must agree, one of them is not enough. */
    void demandOther(String proposedBy) {
        if (proposedBy.equals(viewer.person())) {
            throw Refusal.of(
                    null, Problem.Code.NOT_ALLOWED, "You proposed this yourself; another person has to agree to it");
        }
    }

    /** Where two people must agree, a machine is neither of them. */
    void demandPerson() {
        if (viewer.client()) {
            throw new Forbidden("Two people must agree to this, and you are signed in as a machine");
        }
    }
}

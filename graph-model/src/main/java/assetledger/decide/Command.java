package assetledger.decide;

import assetledger.model.ActivePack;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.RecordKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants recorded. Members are as the client wrote them, but for references, which are {@link Ref}s: all
 * else is checked by the decision, so that every problem comes out in one answer.
 */
public sealed interface Command {

    /** A record for the first time; an asset restricted from its beginning where a ground for that is given. */
    record Register(
            RecordKind kind,
            Map<String, Object> members,
            @Nullable String restriction,
            @Nullable LocalDate effective,
            @Nullable String reason)
            implements Command {}

    /**
     * New values for some members; a member that is absent keeps its value, one that is null loses it.
     * @param corrects the version whose fact was wrong; absent where the values became others
     */
    record Revise(
            Ref record,
            int expectedVersion,
            RecordKind kind,
            Map<String, Object> changes,
            @Nullable Integer corrects,
            @Nullable LocalDate effective,
            @Nullable String reason)
            implements Command {}

    /**
     * A record as its source has it: the one of that kind that carries the first of the external identifiers gets the
     * members as by a revision; where none does, it is registered, and restricted where a ground is given.
     */
    record Put(
            RecordKind kind,
            Map<String, Object> members,
            @Nullable String restriction,
            @Nullable LocalDate effective,
            @Nullable String reason)
            implements Command {
        public Put(
                RecordKind kind, Map<String, Object> members, @Nullable LocalDate effective, @Nullable String reason) {
            this(kind, members, null, effective, reason);
        }
    }

    /** A tie between two records; {@code terms} are the members beside kind, tail and head. */
    record Connect(LinkKind kind, Ref tail, Ref head, Map<String, Object> terms) implements Command {}

    /** A tie as its source has it: the one of these days gets the terms; where none is, it is recorded. */
    record PutLink(LinkKind kind, Ref tail, Ref head, Map<String, Object> terms) implements Command {}

    /** The last day of a link is the one before {@code on}. */
    record EndLink(
            Ref link,
            int expectedVersion,
            LocalDate on,
            @Nullable String reason) implements Command {}

    /** The stage that an asset enters on a day; planned stages from that day on are given up. */
    record ChangeStage(
            Ref record,
            int expectedVersion,
            String stage,
            LocalDate from,
            @Nullable String reason) implements Command {}

    /** An authority's list of systems for an area is complete from a day on. */
    record DeclareReportedThrough(Ref subject, String area, LocalDate through) implements Command {}

    /** A duty of an authority has no system, from a day on. */
    record DeclareNoSystem(Ref subject, Ref function, LocalDate on) implements Command {}

    /** An asset is shown only to those who record for its owner and to auditors. */
    record Restrict(Ref record, int expectedVersion, String ground) implements Command {}

    /** A restriction is to be lifted. */
    record ProposeRelease(
            Ref record, int expectedVersion, @Nullable String reason) implements Command {}

    /** A second person agrees that a restriction is lifted, or does not. */
    record DecideRelease(
            Ref record,
            int expectedVersion,
            boolean accept,
            @Nullable String reason) implements Command {}

    /** Somebody is to hold a role. */
    record ProposeGrant(
            Map<String, Object> members, @Nullable String reason) implements Command {}

    /** A second person agrees that somebody holds a role, or does not. */
    record DecideGrant(
            Ref grant,
            int expectedVersion,
            boolean accept,
            @Nullable String reason) implements Command {}

    /** Somebody holds a role no longer, from a day on. */
    record EndGrant(
            Ref grant,
            int expectedVersion,
            LocalDate on,
            @Nullable String reason) implements Command {}

    /** Files are about to be read into the register; {@code tables} are as the client wrote them. */
    record StartImport(String source, List<Map<String, Object>> tables) implements Command {}

    /** An import has come to its end; {@code tables} gives the figures of each of its tables, in their order. */
    record FinishImport(Ref run, String outcome, List<Map<String, Object>> tables) implements Command {}

    /**
     * What is known of a person: of a new one, or of one who is described already, and then all of it anew.
     * @param expectedVersion of who is described already
     */
    record DescribePerson(
            @Nullable Ref person,
            @Nullable Integer expectedVersion,
            Map<String, Object> members,
            @Nullable String reason)
            implements Command {}

    /** All that was ever known of a person is to be gone. */
    record ErasePerson(
            Ref person,
            int expectedVersion,
            String basis,
            @Nullable String reason) implements Command {}

    /** Assets are to go from one authority to another, from a day on. */
    record ProposeTransfer(
            Ref from,
            Ref to,
            List<Ref> assets,
            LocalDate on,
            @Nullable Ref act,
            @Nullable String ground,
            @Nullable String reason)
            implements Command {
        public ProposeTransfer {
            assets = List.copyOf(assets);
        }
    }

    /** The side that was asked agrees to a transfer or does not, or the one that proposed takes it back. */
    record DecideTransfer(
            Ref transfer,
            int expectedVersion,
            boolean accept,
            @Nullable String reason) implements Command {}

    /** An authority ceases to exist on a day; what it had has gone to its successors. */
    record CloseAuthority(
            Ref authority,
            int expectedVersion,
            LocalDate on,
            List<Ref> successors,
            @Nullable String reason) implements Command {
        public CloseAuthority {
            successors = List.copyOf(successors);
        }
    }

    /** What could not be read as a command; it is refused with its problem, and leaves its neighbours alone. */
    record Malformed(Problem problem) implements Command {}

    /** The pack by which records are judged from here on. */
    record ActivatePack(ActivePack pack) implements Command {}
}

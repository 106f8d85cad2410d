package assetledger.decide;

import assetledger.model.ExternalId;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What rules look at beyond the records that commands name.
 * @param pairs whose links, of any kind, are wanted
 * @param climbs the records from which the way up their trees is wanted
 * @param claims the identifiers that records take along to another owner, who may use them already
 * @param ends the records that links about to end join: whose they are says who may do it
 */
public record Beyond(Set<Pair> pairs, Set<RecordId> climbs, Set<ExternalId> claims, Set<RecordId> ends) {

    /** The two ends of a link that may exist already. */
    public record Pair(RecordId tail, RecordId head) {}

    static Beyond of(List<Command> commands, Names names) {
        Beyond beyond = new Beyond(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        boolean treesChange = commands.stream().anyMatch(Beyond::mayChangeTrees);
        for (Command command : commands) {
            if (command instanceof Command.Connect connect) {
                beyond.pair(names, connect.kind(), connect.tail(), connect.head());
            } else if (command instanceof Command.PutLink put) {
                beyond.pair(names, put.kind(), put.tail(), put.head());
            } else if (command instanceof Command.EndLink end) {
                beyond.pair(names, end.link());
            } else if (command instanceof Command.DeclareNoSystem declare) {
                beyond.pair(names, declare.subject(), RecordKind.SUBJECT, declare.function(), RecordKind.FUNCTION);
            } else if (treesChange && command instanceof Command.Register register) {
                beyond.climb(names, register.members());
            } else if (treesChange && command instanceof Command.Put put) {
                beyond.climb(names, put.members());
            } else if (command instanceof Command.Revise revise) {
                if (treesChange) {
                    beyond.climb(names, revise.changes());
                }
                if (revise.changes().containsKey("owner")) {
                    beyond.claim(names, revise);
                }
            }
        }
        return beyond;
    }

    private static boolean mayChangeTrees(Command command) {
        Map<String, Object> members = Map.of();
        if (command instanceof Command.Revise revise) {
            members = revise.changes();
        } else if (command instanceof Command.Put put) {
            members = put.members();
        }
        return members.containsKey("parent") || members.containsKey("broader");
    }

    private void pair(Names names, LinkKind kind, Ref tail, Ref head) {
        pair(names, tail, kind.tail(), head, kind.head());
    }

    private void pair(Names names, Ref tail, RecordKind tailKind, Ref head, RecordKind headKind) {
        known(names, tail, tailKind)
                .ifPresent(from -> known(names, head, headKind).ifPresent(to -> pairs.add(new Pair(from, to))));
    }

    /** The ends of a link that is about to end elsewhere than before: another one may begin there. */
    private void pair(Names names, Ref ref) {
        try {
            if (names.find("", ref, Set.of(RecordKind.LINK)).state() instanceof Link link) {
                pairs.add(new Pair(link.tail(), link.head()));
                ends.add(link.tail());
                ends.add(link.head());
            }
        } catch (Refusal unknown) {
            // The decision will say so.
            return;
        }
    }

    private void claim(Names names, Command.Revise revise) {
        try {
            claims.addAll(names.find("", revise.record(), Set.of(revise.kind()))
                    .state()
                    .externalIds());
        } catch (Refusal unknown) {
            // The decision will say so.
            return;
        }
    }

    private void climb(Names names, Map<String, Object> members) {
        if (members.get("parent") instanceof Ref above) {
            known(names, above, RecordKind.SUBJECT).ifPresent(climbs::add);
        }
        if (members.get("broader") instanceof Ref above) {
            known(names, above, RecordKind.FUNCTION).ifPresent(climbs::add);
        }
    }

    /** What is not recorded yet has neither links nor a tree above it that the ledger could tell. */
    private static Optional<RecordId> known(Names names, Ref ref, RecordKind kind) {
        try {
            return Optional.of(names.id("", ref, kind));
        } catch (Refusal unknown) {
            return Optional.empty();
        }
    }
}

package assetledger.decide;

import assetledger.model.Asset;
import assetledger.model.ExternalId;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Transfer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What rules look at beyond the records that commands name.
 * @param pairs whose links, of any kind, are wanted
 * @param climbs the records from which the way up their trees is wanted
 * @param claims the identifiers that records take along to another owner, who may use them already
 * @param ends the records that links about to end join: whose they are says who may do it
 * @param declarers the authorities whose declarations are wanted, since they may be repeated
 * @param ways along which the links are wanted, since they may lead back to where a new one begins
 * @param closing the authorities of which it is wanted what they still have, each on a day
 */
public record Beyond(
        Set<Pair> pairs,
        Set<RecordId> climbs,
        Set<ExternalId> claims,
        Set<RecordId> ends,
        Set<RecordId> declarers,
        Set<Way> ways,
        Map<RecordId, LocalDate> closing) {

    /** So many links are followed along all ways of a batch together; beyond that nobody can say whether one leads back. */
    public static final int MOST_ALONG = 20_000;

    /** The two ends of a link that may exist already. */
    public record Pair(RecordId tail, RecordId head) {}

    /** Links of a kind that follow each other, from a record on. */
    public record Way(LinkKind kind, RecordId from) {}

    static Beyond of(List<Command> commands, Names all) {
        Beyond beyond = new Beyond(
                new HashSet<>(),
                new HashSet<>(),
                new HashSet<>(),
                new HashSet<>(),
                new HashSet<>(),
                new HashSet<>(),
                new HashMap<>());
        Meanings names = new Meanings(all, Meanings.given(commands));
        boolean treesChange = commands.stream().anyMatch(Beyond::mayChangeTrees);
        for (Command command : commands) {
            if (command instanceof Command.Connect connect) {
                beyond.tie(names, connect.kind(), connect.tail(), connect.head());
            } else if (command instanceof Command.PutLink put) {
                beyond.tie(names, put.kind(), put.tail(), put.head());
            } else if (command instanceof Command.EndLink end) {
                beyond.pair(names, end.link());
            } else if (command instanceof Command.DeclareNoSystem declare) {
                beyond.pair(names, declare.subject(), RecordKind.SUBJECT, declare.function(), RecordKind.FUNCTION);
                beyond.declarer(names, declare.subject());
            } else if (command instanceof Command.DeclareReportedThrough declare) {
                beyond.declarer(names, declare.subject());
            } else if (command instanceof Command.ProposeTransfer propose) {
                propose.assets().forEach(asset -> beyond.claim(names, asset, Registrations.ASSETS));
            } else if (command instanceof Command.DecideTransfer decide) {
                beyond.claim(names, decide.transfer());
            } else if (command instanceof Command.CloseAuthority close) {
                names.of(close.authority(), RecordKind.SUBJECT).forEach(id -> beyond.closing.put(id, close.on()));
            } else if (treesChange && command instanceof Command.Register register) {
                beyond.climb(names, register.members());
            } else if (treesChange && command instanceof Command.Put put) {
                beyond.climb(names, put.members());
            } else if (command instanceof Command.Revise revise) {
                if (treesChange) {
                    beyond.climb(names, revise.changes());
                }
                if (revise.changes().containsKey("owner")) {
                    beyond.claim(names, revise.record(), Set.of(revise.kind()));
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

    private void tie(Meanings names, LinkKind kind, Ref tail, Ref head) {
        pair(names, tail, kind.tail(), head, kind.head());
        names.of(head, kind.head()).forEach(from -> way(kind, from));
    }

    private void way(LinkKind kind, RecordId from) {
        if (kind.isAcyclic()) {
            ways.add(new Way(kind, from));
        }
    }

    private void pair(Meanings names, Ref tail, RecordKind tailKind, Ref head, RecordKind headKind) {
        List<RecordId> heads = names.of(head, headKind);
        names.of(tail, tailKind).forEach(from -> heads.forEach(to -> pairs.add(new Pair(from, to))));
    }

    /** The ends of a link that is about to end elsewhere than before: another one may begin there. */
    private void pair(Meanings names, Ref ref) {
        try {
            if (names.all().find("", ref, Set.of(RecordKind.LINK)).state() instanceof Link link) {
                pairs.add(new Pair(link.tail(), link.head()));
                ends.add(link.tail());
                ends.add(link.head());
                way(link.link(), link.head());
            }
        } catch (Refusal unknown) {
            // The decision will say so.
            return;
        }
    }

    private void declarer(Meanings names, Ref subject) {
        declarers.addAll(names.of(subject, RecordKind.SUBJECT));
    }

    /** What a transfer is of takes its identifiers along. */
    private void claim(Meanings names, Ref transfer) {
        try {
            if (names.all().find("", transfer, Set.of(RecordKind.TRANSFER)).state() instanceof Transfer of) {
                of.assets().forEach(asset -> claim(names, new Ref.ById(asset), Registrations.ASSETS));
            }
        } catch (Refusal unknown) {
            // The decision will say so.
            return;
        }
    }

    private void claim(Meanings names, Ref record, Set<RecordKind> kinds) {
        try {
            claims.addAll(names.all().find("", record, kinds).state().externalIds());
        } catch (Refusal unknown) {
            // The decision will say so.
            return;
        }
    }

    private void climb(Meanings names, Map<String, Object> members) {
        if (members.get("parent") instanceof Ref above) {
            climbs.addAll(names.of(above, RecordKind.SUBJECT));
        }
        if (members.get("broader") instanceof Ref above) {
            climbs.addAll(names.of(above, RecordKind.FUNCTION));
        }
    }

    /**
     * What names may come to mean while the commands are decided.
     * @param given the records to which commands give names beside those that they have, as the commands name them
     */
    private record Meanings(Names all, Map<ExternalId, List<Ref>> given) {

        static Map<ExternalId, List<Ref>> given(List<Command> commands) {
            Map<ExternalId, List<Ref>> given = new HashMap<>();
            for (Command command : commands) {
                if (command instanceof Command.Revise revise) {
                    give(given, Identifiers.wellFormed(revise.changes()), revise.record());
                } else if (command instanceof Command.Put put) {
                    List<ExternalId> names = Identifiers.wellFormed(put.members());
                    names.stream().findFirst().ifPresent(first -> give(given, names, new Ref.ByExternalId(first)));
                }
            }
            return given;
        }

        private static void give(Map<ExternalId, List<Ref>> given, List<ExternalId> names, Ref record) {
            names.forEach(name ->
                    given.computeIfAbsent(name, any -> new ArrayList<>()).add(record));
        }

        /**
         * The records that a name may mean; none where it surely means several, or what is not recorded yet, which has
         * neither links nor a tree above it. One that is hidden from who asks does not stand in another's way.
         */
        List<RecordId> of(Ref ref, RecordKind kind) {
            Stream<Ref> others = ref instanceof Ref.ByExternalId name
                    ? given.getOrDefault(name.externalId(), List.of()).stream()
                    : Stream.empty();
            return Stream.concat(Stream.of(ref), others)
                    .map(each -> all.carriers(each, kind))
                    .filter(carriers ->
                            carriers.stream().filter(Meanings::isOpen).count() <= 1)
                    .flatMap(List::stream)
                    .map(Recorded::id)
                    .distinct()
                    .toList();
        }

        private static boolean isOpen(Recorded<State> record) {
            return !(record.state() instanceof Asset asset) || asset.restriction() == null;
        }
    }
}

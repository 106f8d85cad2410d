package assetledger.decide;

import assetledger.model.Asset;
import assetledger.model.Function;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Measure;
import assetledger.model.Phase;
import assetledger.model.Post;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.Transfer;
import assetledger.model.TransferState;
import assetledger.model.Validity;
import assetledger.pack.Pack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an authority still has on a day, and must not have where it exists no longer (BR10): active assets, mandates,
 * filled posts, running measures, transfers, and authorities below it. Findings are not records yet, and join with them.
 * Not thread-safe.
 */
public final class Remains {
    /** So many of each sort are named; the others are counted. */
    static final int MOST_NAMED = 20;

    /** What keeps an authority from closing, and what is to be done with it. */
    enum Sort {
        ASSETS("active assets", "transfer or retire them"),
        MANDATES("mandates", "end them, and give them to a successor"),
        POSTS("filled posts", "end the appointments"),
        MEASURES("running measures", "end them, or have a successor record them"),
        TRANSFERS("transfers that are open, or take effect later", "decide them, or close the authority later"),
        AUTHORITIES("authorities below it", "give them another parent, or close them first");

        private final String things;
        private final String advice;

        Sort(String things, String advice) {
            this.things = things;
            this.advice = advice;
        }
    }

    private final RecordId authority;
    private final LocalDate on;
    private final Pack pack;
    private final Map<Sort, List<Recorded<State>>> named = new EnumMap<>(Sort.class);
    private final Map<Sort, Integer> counts = new EnumMap<>(Sort.class);

    /** Nothing, so far. */
    public Remains(RecordId authority, LocalDate on, Pack pack) {
        this.authority = authority;
        this.on = on;
        this.pack = pack;
    }

    /** Takes a record in, where it is the authority's and still holds on the day. */
    public void add(Recorded<State> record) {
        if (isOf(record.state())) {
            sort(record.state(), on, pack).ifPresent(sort -> {
                counts.merge(sort, 1, Integer::sum);
                List<Recorded<State>> first = named.computeIfAbsent(sort, none -> new ArrayList<>());
                if (first.size() < MOST_NAMED) {
                    first.add(record);
                }
            });
        }
    }

    private boolean isOf(State state) {
        return authority.equals(holder(state))
                || (state instanceof Transfer transfer && authority.equals(transfer.to()));
    }

    /** The authority that a state is of, in the sense in which nothing of it may outlive the authority. */
    static @Nullable RecordId holder(State state) {
        if (state instanceof Link link) {
            return link.tail();
        }
        return state instanceof Subject subject ? subject.parent() : state.owner();
    }

    /** What a state is on a day to the authority that has it; empty where it would not keep that from closing. */
    static Optional<Sort> sort(State state, LocalDate on, Pack pack) {
        if (state instanceof Asset asset) {
            return when(pack.phaseOn(asset, on).orElse(null) != Phase.GONE, Sort.ASSETS);
        } else if (state instanceof Link link) {
            return when(link.link() == LinkKind.MANDATED && lasts(link.validity(), on), Sort.MANDATES);
        } else if (state instanceof Post post) {
            return when(
                    post.appointments().stream()
                            .anyMatch(held -> held.to() == null || held.to().isAfter(on)),
                    Sort.POSTS);
        } else if (state instanceof Measure measure) {
            return when(lasts(measure.period(), on), Sort.MEASURES);
        } else if (state instanceof Transfer transfer) {
            boolean isLater =
                    transfer.state() == TransferState.ACCEPTED && transfer.on().isAfter(on);
            return when(transfer.isOpen() || isLater, Sort.TRANSFERS);
        }
        return when(state instanceof Subject below && lasts(below.existence(), on), Sort.AUTHORITIES);
    }

    private static Optional<Sort> when(boolean holds, Sort sort) {
        return holds ? Optional.of(sort) : Optional.empty();
    }

    /** On the day, or at any time after. */
    private static boolean lasts(Validity validity, LocalDate on) {
        return validity.to() == null || validity.to().isAfter(on);
    }

    /** The functions of the mandates that are named, so that they are named in words. */
    public Set<RecordId> functions() {
        return named.getOrDefault(Sort.MANDATES, List.of()).stream()
                .map(mandate -> ((Link) mandate.state()).head())
                .collect(Collectors.toSet());
    }

    /** One problem for each sort of which anything remains; none where the authority may close. */
    List<Problem> problems(Heads heads) {
        List<Problem> problems = new ArrayList<>();
        named.forEach((sort, first) ->
                problems.add(new Problem(null, "authority", Problem.Code.NOT_ALLOWED, sentence(sort, first, heads))));
        return problems;
    }

    private String sentence(Sort sort, List<Recorded<State>> first, Heads heads) {
        int count = counts.getOrDefault(sort, 0);
        String names = first.stream().map(record -> name(record, heads)).collect(Collectors.joining(", "));
        String rest = count > first.size() ? " and %d more".formatted(count - first.size()) : "";
        return "On %s the authority still has %s (%d): %s%s; %s"
                .formatted(on, sort.things, count, names, rest, sort.advice);
    }

    private static String name(Recorded<State> record, Heads heads) {
        State state = record.state();
        if (state instanceof Asset asset) {
            return asset.number().value();
        } else if (state instanceof Link mandate) {
            return heads.find(mandate.head())
                    .map(function -> ((Function) function.state()).name())
                    .orElse(record.id().toString());
        } else if (state instanceof Post post) {
            return post.name();
        } else if (state instanceof Measure measure) {
            return measure.name();
        }
        return state instanceof Subject subject ? subject.name() : record.id().toString();
    }
}

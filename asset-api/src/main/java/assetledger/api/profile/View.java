package assetledger.api.profile;

import assetledger.graph.Profiles.Figure;
import assetledger.graph.Spending;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.profile.Member;
import assetledger.profile.Section;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One profile as somebody may see it: of now, from the graph, or as it was known, from the ledger. */
interface View {
    RecordId subject();

    LocalDate asOf();

    /** The last position that was known; absent where it is what is known now. */
    @Nullable
    Long knownAt();

    /** Those of at least 1, in the order of sections and of their ratings. */
    Mono<List<Figure>> figures();

    /**
     * The records that a figure counts, in the order of their ids.
     * @param after the id that the list goes on after; empty for its beginning
     * @param limit 1 to 101, one more than a page to see whether there is another
     */
    Mono<List<Recorded<State>>> page(Section section, String rating, String after, int limit);

    /** All that it counts, in no set order. */
    Mono<List<Member>> members();

    /** The sums of the day's year. */
    Mono<List<Spending.Total>> money();
}

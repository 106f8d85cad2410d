package assetledger.api.upload;

import assetledger.api.upload.Upload.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.data.relational.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The uploads that there were; a plain table, since nothing of the ledger hangs on them. */
@Component
class Uploads {
    private static final List<State> UNFINISHED = List.of(State.RECEIVED, State.CHECKING, State.SENDING);

    private final R2dbcEntityTemplate table;

    Uploads(R2dbcEntityTemplate table) {
        this.table = table;
    }

    Mono<Upload> add(Upload upload) {
        return table.insert(upload);
    }

    Mono<Upload> save(Upload upload) {
        return table.update(upload);
    }

    /** Somebody's upload; empty where there is none, or it is another's. */
    Mono<Upload> of(String person, UUID id) {
        return table.selectOne(Query.query(by(person).and("id").is(id)), Upload.class);
    }

    /**
     * Somebody's uploads, the latest first.
     * @param before from where the list goes on: the moment and the id of the last one seen
     */
    Mono<List<Upload>> of(String person, @Nullable Instant before, @Nullable UUID id, int limit) {
        Criteria all = by(person);
        if (before != null && id != null) {
            all = all.and(Criteria.where("received")
                    .lessThan(before)
                    .or(Criteria.where("received").is(before).and("id").lessThan(id)));
        }
        return table.select(
                        Query.query(all)
                                .sort(Sort.by("received", "id").descending())
                                .limit(limit),
                        Upload.class)
                .collectList();
    }

    Mono<Long> count(String person) {
        return table.count(Query.query(by(person)), Upload.class);
    }

    /** The upload that was so many uploads ago, counted from 1; empty where he has sent fewer since a moment. */
    Mono<Upload> ago(String person, int count, Instant since) {
        return table.select(
                        Query.query(by(person).and("received").greaterThanOrEquals(since))
                                .sort(Sort.by("received").descending())
                                .offset(count - 1L)
                                .limit(1),
                        Upload.class)
                .next();
    }

    /** Ends those that a server of this directory left unfinished. */
    Mono<Long> stopUnfinished(String place, String why, Instant now) {
        return table.update(
                Query.query(Criteria.where("place").is(place).and("state").in(UNFINISHED)),
                Update.update("state", State.STOPPED).set("sentence", why).set("ended", now),
                Upload.class);
    }

    /** Those of a directory that ended before a moment; at most 1,000. */
    Mono<List<Upload>> endedBefore(String place, Instant moment) {
        return table.select(
                        Query.query(Criteria.where("place")
                                        .is(place)
                                        .and("ended")
                                        .lessThan(moment))
                                .limit(1_000),
                        Upload.class)
                .collectList();
    }

    Mono<Upload> remove(Upload upload) {
        return table.delete(upload);
    }

    private static Criteria by(String person) {
        return Criteria.where("person").is(person);
    }
}

package assetledger.api.profile;

import assetledger.api.ledger.AuthorityReads;
import assetledger.api.ledger.LedgerReads;
import assetledger.api.ledger.Moments;
import assetledger.decide.Needs;
import assetledger.model.Asset;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.pack.PackReader;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Profiles as they were known at an earlier moment, which the ledger alone can tell. */
@Component
class KnownViews {
    private final AuthorityReads authorities;
    private final LedgerReads ledger;
    private final Moments moments;

    KnownViews(AuthorityReads authorities, LedgerReads ledger, Moments moments) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.moments = moments;
    }

    /**
     * The profile of an authority on a day, by what was known at a moment; empty where it was not known yet.
     * @param moment a position or an instant, as a client gave it
     */
    Mono<View> of(RecordId subject, LocalDate day, Map<String, Object> moment, Viewer viewer) {
        return moments.position(moment)
                .flatMap(position -> authorities
                        .known(subject, position)
                        .filter(records ->
                                records.stream().anyMatch(record -> record.id().equals(subject)))
                        .flatMap(records -> Mono.zip(ledger.packBefore(position + 1), hidden(records, viewer))
                                // To figure thousands of records is no work for a thread that answers requests.
                                .publishOn(Schedulers.parallel())
                                .map(found -> new KnownView(
                                        subject,
                                        day,
                                        position,
                                        records,
                                        PackReader.read(found.getT1()),
                                        found.getT2()))));
    }

    /** What somebody sees goes by today's rights: what was hidden then or is hidden now is not his to see. */
    private Mono<Set<RecordId>> hidden(Collection<Recorded<State>> records, Viewer viewer) {
        if (viewer.seesAllRestricted()) {
            return Mono.just(Set.of());
        }
        Set<RecordId> assets = records.stream()
                .filter(record -> record.state() instanceof Asset)
                .map(Recorded::id)
                .collect(Collectors.toSet());
        return ledger.heads(new Needs(assets, Set.of())).map(today -> {
            Set<RecordId> hidden = hiddenAmong(today, viewer);
            hidden.addAll(hiddenAmong(records, viewer));
            return hidden;
        });
    }

    private static Set<RecordId> hiddenAmong(Collection<Recorded<State>> records, Viewer viewer) {
        return records.stream()
                .filter(record -> !viewer.sees(record.state()))
                .map(Recorded::id)
                .collect(Collectors.toSet());
    }
}

package assetledger.api.profile;

import assetledger.model.InvalidValue;
import assetledger.model.RecordId;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Profiles as they were known at an earlier moment. */
@Component
class MembersAt {
    /**
     * The profile of an authority on a day, by what was known at a moment.
     * @param moment a position or an instant, as a client gave it
     */
    Mono<View> of(RecordId subject, LocalDate day, Map<String, Object> moment, Viewer viewer) {
        return Mono.error(new InvalidValue(
                "knownAt", "A profile is not offered with knownAt yet, but with asOf; a record is, with both"));
    }
}

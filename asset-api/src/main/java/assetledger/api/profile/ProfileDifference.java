package assetledger.api.profile;

import assetledger.event.Event;
import assetledger.graph.Profiles.Figure;
import assetledger.model.RecordId;
import assetledger.profile.Section;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How two profiles differ.
 * @param changed what differs in the order of sections and of ids; nothing where they are of two authorities, since each
 *     has records of its own
 */
record ProfileDifference(DigitalProfile from, DigitalProfile to, Mono<List<Changed>> changed) {

    /** A record that counts as something else, or in one of the two only. */
    record Changed(
            Section section,
            RecordId record,
            @Nullable String before,
            @Nullable String after) {}

    /** The same, with the events that explain it. */
    record Entry(
            Section section,
            RecordId record,
            @Nullable String before,
            @Nullable String after,
            Mono<List<Cause>> changes) {}

    /** An event by which a record came to count as something else. */
    record Cause(
            RecordId record,
            long position,
            int version,
            Event.Type type,
            String actor,
            Instant recorded,
            LocalDate effective,
            @Nullable String reason) {}

    /** A figure of both; 0 where one of them does not have it. */
    record FigureChange(Section section, String rating, long before, long after) {}

    public boolean recordsCompared() {
        return from.subject().equals(to.subject());
    }

    public Mono<List<FigureChange>> figures() {
        return Mono.zip(from.view().figures(), to.view().figures()).map(both -> figures(both.getT1(), both.getT2()));
    }

    private record Name(Section section, String rating) {
        static Name of(Figure figure) {
            return new Name(figure.section(), figure.rating());
        }
    }

    private static List<FigureChange> figures(List<Figure> before, List<Figure> after) {
        Map<Name, Long> old = new HashMap<>();
        before.forEach(figure -> old.put(Name.of(figure), figure.count()));
        List<FigureChange> changes = new ArrayList<>();
        for (Figure figure : after) {
            Long was = old.remove(Name.of(figure));
            changes.add(new FigureChange(figure.section(), figure.rating(), was == null ? 0 : was, figure.count()));
        }
        old.forEach((name, was) -> changes.add(new FigureChange(name.section(), name.rating(), was, 0)));
        changes.sort(Comparator.comparing(FigureChange::section)
                .thenComparing(change -> change.section().ratings().indexOf(change.rating())));
        return changes;
    }
}

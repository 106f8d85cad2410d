package assetledger.api.profile;

import assetledger.api.ledger.Told;
import assetledger.api.ledger.ToldReads;
import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.profile.ProfileDifference.Cause;
import assetledger.api.profile.ProfileDifference.Changed;
import assetledger.api.profile.ProfileDifference.Entry;
import assetledger.graph.Profiles;
import assetledger.model.RecordId;
import assetledger.model.Viewer;
import assetledger.profile.Member;
import assetledger.profile.Section;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Compares two profiles, and finds in the ledger what brought the difference about. */
@Component
class Differences {
    private final Profiles profiles;
    private final ToldReads ledger;

    Differences(Profiles profiles, ToldReads ledger) {
        this.profiles = profiles;
        this.ledger = ledger;
    }

    ProfileDifference of(View from, View to) {
        // The list and its length come of one comparison.
        Mono<List<Changed>> changed = from.subject().equals(to.subject())
                ? Mono.zip(from.members(), to.members())
                        .map(both -> changed(both.getT1(), both.getT2()))
                        .cache()
                : Mono.just(List.of());
        return new ProfileDifference(new DigitalProfile(from), new DigitalProfile(to), changed);
    }

    /** A record in a section, in the order of the list. */
    private record Place(Section section, String record) implements Comparable<Place> {
        static Place of(Member member) {
            return new Place(member.section(), member.record().toString());
        }

        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::section)
                    .thenComparing(Place::record)
                    .compare(this, other);
        }
    }

    static List<Changed> changed(List<Member> before, List<Member> after) {
        Map<Place, Set<String>> lost = new TreeMap<>();
        Map<Place, Set<String>> won = new TreeMap<>();
        Set<Member> young = new HashSet<>(after);
        before.stream().filter(member -> !young.contains(member)).forEach(member -> add(lost, member));
        Set<Member> old = new HashSet<>(before);
        after.stream().filter(member -> !old.contains(member)).forEach(member -> add(won, member));
        Set<Place> places = new TreeSet<>(lost.keySet());
        places.addAll(won.keySet());
        List<Changed> changed = new ArrayList<>();
        for (Place place : places) {
            List<String> was = List.copyOf(lost.getOrDefault(place, Set.of()));
            List<String> is = List.copyOf(won.getOrDefault(place, Set.of()));
            // Only parts that an authority has in a system can be several at once.
            for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
                changed.add(new Changed(place.section(), RecordId.of(place.record()), at(was, i), at(is, i)));
            }
        }
        return changed;
    }

    private static void add(Map<Place, Set<String>> ratings, Member member) {
        ratings.computeIfAbsent(Place.of(member), unseen -> new TreeSet<>()).add(member.rating());
    }

    private static @Nullable String at(List<String> ratings, int place) {
        return place < ratings.size() ? ratings.get(place) : null;
    }

    /** A page of what differs; it goes on by the number of entries before it, since both views stand still. */
    Mono<Page<Entry>> page(ProfileDifference difference, int first, @Nullable String after, Viewer viewer) {
        View from = difference.from().view();
        View to = difference.to().view();
        Cursor cursor = Cursor.in(
                "profileDifference",
                viewer.person(),
                from.subject(),
                from.asOf(),
                from.knownAt(),
                to.subject(),
                to.asOf(),
                to.knownAt());
        long start = cursor.read(after, 1).map(key -> Cursor.number(key.get(0))).orElse(0L);
        Mono<Long> total = difference.changed().map(all -> (long) all.size());
        return difference.changed().map(all -> {
            List<Changed> page =
                    all.stream().skip(Math.max(0, start)).limit(first + 1L).toList();
            Mono<Map<RecordId, List<Cause>>> causes = causes(
                            difference, page.subList(0, Math.min(first, page.size())), viewer)
                    .cache();
            List<Entry> entries =
                    page.stream().map(changed -> entry(changed, causes)).toList();
            return Page.of(
                    entries, first, entry -> cursor.after(Long.toString(start + entries.indexOf(entry) + 1)), total);
        });
    }

    private static Entry entry(Changed changed, Mono<Map<RecordId, List<Cause>>> causes) {
        return new Entry(
                changed.section(),
                changed.record(),
                changed.before(),
                changed.after(),
                causes.map(all -> all.getOrDefault(changed.record(), List.of())));
    }

    /** What explains the entries of a page, by record: read together, and only where somebody asks. */
    private Mono<Map<RecordId, List<Cause>>> causes(ProfileDifference difference, List<Changed> page, Viewer viewer) {
        Set<RecordId> records = page.stream().map(Changed::record).collect(Collectors.toSet());
        ToldReads.Span span = span(difference.from().view(), difference.to().view());
        return Mono.fromCompletionStage(() -> profiles.causes(difference.from().subject(), records, viewer))
                .flatMap(causes -> ledger.of(
                                causes.values().stream().flatMap(List::stream).collect(Collectors.toSet()), span)
                        .map(told -> records.stream()
                                .collect(Collectors.toMap(
                                        record -> record,
                                        record -> causes(
                                                record,
                                                Set.copyOf(causes.getOrDefault(record, List.of(record))),
                                                told)))));
    }

    /** What happened between the days, and what was recorded between the positions, whichever of the two is earlier. */
    private static ToldReads.Span span(View from, View to) {
        boolean forward = !from.asOf().isAfter(to.asOf());
        LocalDate after = forward ? from.asOf() : to.asOf();
        long one = Objects.requireNonNullElse(from.knownAt(), Long.MAX_VALUE);
        long other = Objects.requireNonNullElse(to.knownAt(), Long.MAX_VALUE);
        return new ToldReads.Span(after, forward ? to.asOf() : from.asOf(), Math.min(one, other), Math.max(one, other));
    }

    /** Where nothing happened in between, the record changed by a day that was recorded before: by its last event. */
    private static List<Cause> causes(RecordId record, Set<RecordId> causes, List<Told> all) {
        List<Told> within = all.stream()
                .filter(told -> told.within() && causes.contains(told.leaf().record()))
                .limit(ToldReads.MOST)
                .toList();
        List<Told> told = within.isEmpty()
                ? all.stream()
                        .filter(each -> each.leaf().record().equals(record))
                        .limit(1)
                        .toList()
                : within;
        return told.stream().map(Differences::cause).toList();
    }

    private static Cause cause(Told told) {
        return new Cause(
                told.leaf().record(),
                told.position(),
                told.leaf().version(),
                told.leaf().type(),
                told.leaf().actor(),
                told.leaf().recorded(),
                told.leaf().effective(),
                told.reason());
    }
}

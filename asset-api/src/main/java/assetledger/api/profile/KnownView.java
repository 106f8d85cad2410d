package assetledger.api.profile;

import assetledger.graph.Profiles.Figure;
import assetledger.graph.Spending;
import assetledger.graph.Spending.Figures;
import assetledger.graph.Spending.Outcome;
import assetledger.model.Money;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.SpendingLine;
import assetledger.model.State;
import assetledger.pack.Pack;
import assetledger.profile.Member;
import assetledger.profile.Profile;
import assetledger.profile.Section;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A profile as it was known, figured from the states that the ledger has of that time. */
final class KnownView implements View {
    private final RecordId subject;
    private final LocalDate asOf;
    private final long position;
    private final Map<RecordId, Recorded<State>> records;
    private final Pack pack;
    private final Set<RecordId> hidden;
    private final List<Member> members;

    /**
     * Figures a profile.
     * @param records what was known of the authority and of what surrounds it
     * @param pack of that time
     * @param hidden those of the records that the viewer may not see
     */
    KnownView(
            RecordId subject,
            LocalDate asOf,
            long position,
            Collection<Recorded<State>> records,
            Pack pack,
            Set<RecordId> hidden) {
        this.subject = subject;
        this.asOf = asOf;
        this.position = position;
        this.records = records.stream().collect(Collectors.toMap(Recorded::id, Function.identity()));
        this.pack = pack;
        this.hidden = hidden;
        this.members = Profile.members(subject, records, pack, asOf, record -> !hidden.contains(record));
    }

    @Override
    public RecordId subject() {
        return subject;
    }

    @Override
    public LocalDate asOf() {
        return asOf;
    }

    @Override
    public @Nullable Long knownAt() {
        return position;
    }

    @Override
    public Mono<List<Figure>> figures() {
        return Mono.just(Stream.of(Section.values())
                .flatMap(section ->
                        section.ratings().stream().map(rating -> new Figure(section, rating, count(section, rating))))
                .filter(figure -> figure.count() > 0)
                .toList());
    }

    private long count(Section section, String rating) {
        return members.stream()
                .filter(member -> member.section() == section && member.rating().equals(rating))
                .count();
    }

    @Override
    public Mono<List<Recorded<State>>> page(Section section, String rating, String after, int limit) {
        return Mono.just(members.stream()
                .filter(member -> member.section() == section && member.rating().equals(rating))
                .map(Member::record)
                .filter(record -> record.toString().compareTo(after) > 0)
                .sorted(Comparator.comparing(RecordId::toString))
                .limit(limit)
                .flatMap(record -> Stream.ofNullable(records.get(record)))
                .toList());
    }

    @Override
    public Mono<List<Member>> members() {
        return Mono.just(members);
    }

    /** All lines count, those that the viewer may not see too, by the rule of what is asked of the graph (BR18). */
    @Override
    public Mono<List<Spending.Total>> money() {
        Map<Outcome, Map<Currency, List<RecordId>>> lines =
                Profile.members(subject, records.values(), pack, asOf, record -> true).stream()
                        .filter(member -> member.section() == Section.MONEY)
                        .collect(Collectors.groupingBy(
                                member -> Outcome.valueOf(member.rating()),
                                Collectors.groupingBy(
                                        member -> line(member.record()).currency(),
                                        Collectors.mapping(Member::record, Collectors.toList()))));
        List<Spending.Total> totals = new ArrayList<>();
        lines.forEach((outcome, byCurrency) -> byCurrency.forEach(
                (currency, counted) -> totals.add(new Spending.Total(outcome, currency, sum(currency, counted)))));
        totals.sort(
                Comparator.comparing((Spending.Total total) -> total.outcome().name())
                        .thenComparing(total -> total.currency().getCurrencyCode()));
        return Mono.just(totals);
    }

    private @Nullable Figures sum(Currency currency, List<RecordId> lines) {
        long withheld = lines.stream().filter(hidden::contains).count();
        if (withheld > 0 && lines.size() < pack.smallestCount()) {
            return null;
        }
        long units = lines.stream()
                .flatMap(line -> line(line).amounts().stream())
                .filter(amount -> amount.year() == asOf.getYear())
                .mapToLong(amount -> amount.amount().minorUnits())
                .reduce(0, Math::addExact);
        return new Figures(lines.size(), withheld, new Money(currency, units));
    }

    private SpendingLine line(RecordId record) {
        return (SpendingLine) Objects.requireNonNull(records.get(record)).state();
    }
}

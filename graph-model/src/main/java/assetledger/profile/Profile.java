package assetledger.profile;

import assetledger.model.Asset;
import assetledger.model.Indicator;
import assetledger.model.LegalAct;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Measure;
import assetledger.model.Phase;
import assetledger.model.Post;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.SpendingLine;
import assetledger.model.State;
import assetledger.model.TechnicalAsset;
import assetledger.model.YearValue;
import assetledger.pack.Pack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The digital profile of an authority on a day, figured from states alone, by the rules of docs/profile.md. The graph
 * figures it too, and faster; this is for what the graph does not hold, such as what was known at an earlier moment.
 */
public final class Profile {
    private static final Set<LinkKind> ROLES = EnumSet.of(
            LinkKind.OPERATED_BY,
            LinkKind.FUNCTIONAL_CUSTOMER,
            LinkKind.TECHNICAL_CUSTOMER,
            LinkKind.REGULATED_BY,
            LinkKind.STEWARDED_BY);

    private final RecordId subject;
    private final Known known;
    private final Predicate<RecordId> visible;
    private final Carried carried;
    private final List<Member> members = new ArrayList<>();

    private Profile(RecordId subject, Known known, Predicate<RecordId> visible, int smallestCount) {
        this.subject = subject;
        this.known = known;
        this.visible = visible;
        this.carried = new Carried(subject, known, visible, smallestCount);
    }

    /**
     * All members of a profile, by section and then by id.
     * @param records what is known of the authority: its own records, and those that links lead to from them or from
     *     which roles lead to it; with the links of systems that it uses or operates, and the functions above
     * @param pack of that time
     * @param visible whether the viewer may see an asset; of others only what coverage says of them is told
     */
    public static List<Member> members(
            RecordId subject,
            Collection<Recorded<State>> records,
            Pack pack,
            LocalDate day,
            Predicate<RecordId> visible) {
        Profile profile = new Profile(subject, new Known(records, pack, day), visible, pack.smallestCount());
        profile.figure();
        return profile.members.stream()
                .distinct()
                .sorted(Comparator.comparing(Member::section)
                        .thenComparing(member -> member.record().toString())
                        .thenComparing(Member::rating))
                .toList();
    }

    private void figure() {
        mandates();
        known.all().filter(record -> record.state() instanceof Asset).forEach(this::asset);
        known.all().filter(this::isOurs).forEach(this::record);
        functions();
        abilities();
        uses();
        roles();
    }

    private boolean isOurs(Recorded<State> record) {
        return !(record.state() instanceof Asset)
                && subject.equals(record.state().owner());
    }

    private void add(Section section, String rating, RecordId record) {
        members.add(new Member(section, rating, record));
    }

    private void mandates() {
        known.from(LinkKind.MANDATED, subject)
                .forEach(mandate -> add(Section.MANDATES, carried.rating(Known.link(mandate)), mandate.id()));
    }

    private void asset(Recorded<State> record) {
        Asset asset = (Asset) record.state();
        if (!known.ownerOf(asset).equals(subject) || !visible.test(record.id())) {
            return;
        }
        add(Section.valueOf(asset.group().name()), rating(asset), record.id());
        if (asset instanceof TechnicalAsset system) {
            law(record.id(), system);
        } else if (asset instanceof SpendingLine line
                && line.amounts().stream().anyMatch(amount -> amount.year() == known.day.getYear())) {
            add(Section.MONEY, outcome(record.id()), record.id());
        }
    }

    private String rating(Asset asset) {
        return known.phase(asset).map(Phase::name).orElse("NOT_YET");
    }

    private void law(RecordId id, TechnicalAsset system) {
        if (!known.live().test(system)
                || known.phase(system).filter(Phase.IDEA::equals).isPresent()) {
            return;
        }
        boolean inForce = known.from(LinkKind.GOVERNED_BY, id)
                .map(link -> Known.link(link).head())
                .filter(visible)
                .anyMatch(act -> known.find(LegalAct.class, act).isPresent() && known.isIn(Phase.IN_USE, act));
        boolean inUse = known.isIn(Phase.IN_USE, id);
        String alone = inForce ? "LAW_WITHOUT_SYSTEM" : "NEITHER";
        add(Section.LAW, inUse ? (inForce ? "BOTH" : "SYSTEM_WITHOUT_LAW") : alone, id);
    }

    /** As the graph has it: by the best of the indicators that the line's measures aim at. */
    private String outcome(RecordId line) {
        List<RecordId> measures = known.from(LinkKind.PAYS_FOR, line)
                .map(link -> Known.link(link).head())
                .toList();
        List<String> shown = measures.stream()
                .flatMap(measure -> known.from(LinkKind.AIMS_AT, measure))
                .flatMap(aim -> known.find(Indicator.class, Known.link(aim).head()).stream())
                .map(this::shown)
                .toList();
        if (measures.isEmpty()) {
            return "NO_MEASURE";
        }
        return Stream.of("MET", "MISSED", "NO_PLAN")
                .filter(shown::contains)
                .findFirst()
                .map(best -> best.equals("MET") ? "REACHED" : best)
                .orElse(shown.isEmpty() ? "NO_INDICATOR" : "NO_ACTUAL");
    }

    private String shown(Indicator indicator) {
        int year = known.day.getYear();
        Boolean met = indicator.outcomes().get(year);
        if (met != null) {
            return met ? "MET" : "MISSED";
        }
        return indicator.actuals().stream().map(YearValue::year).anyMatch(actual -> actual == year)
                ? "NO_PLAN"
                : "NO_ACTUAL";
    }

    private void record(Recorded<State> record) {
        if (record.state() instanceof Post post) {
            add(Section.POSTS, isFilled(post) ? "FILLED" : "VACANT", record.id());
        } else if (record.state() instanceof Indicator indicator) {
            add(Section.INDICATORS, shown(indicator), record.id());
        } else if (record.state() instanceof Measure measure && measure.period().contains(known.day)) {
            boolean funded = known.to(LinkKind.PAYS_FOR, record.id())
                    .anyMatch(link -> visible.test(Known.link(link).tail()));
            add(Section.MEASURES, funded ? "FUNDED" : "UNFUNDED", record.id());
        }
    }

    private boolean isFilled(Post post) {
        return post.holderOn(known.day).isPresent();
    }

    private Stream<RecordId> liveSystems() {
        return known.all()
                .filter(record -> record.state() instanceof TechnicalAsset system
                        && known.ownerOf(system).equals(subject)
                        && known.live().test(system)
                        && visible.test(record.id()))
                .map(Recorded::id);
    }

    private void functions() {
        Set<RecordId> mandated = new HashSet<>();
        known.from(LinkKind.MANDATED, subject)
                .forEach(mandate ->
                        mandated.addAll(known.andBroader(Known.link(mandate).head())));
        liveSystems()
                .flatMap(system -> known.from(LinkKind.SUPPORTS, system))
                .map(support -> Known.link(support).head())
                .forEach(function ->
                        add(Section.FUNCTIONS, mandated.contains(function) ? "MANDATED" : "WITHOUT_MANDATE", function));
    }

    /** How much of an ability is needed. */
    private record Need(int level, int count) {
        Need and(Need other) {
            return new Need(Math.max(level, other.level), Math.max(count, other.count));
        }
    }

    private void abilities() {
        Map<RecordId, Need> needs = new HashMap<>();
        liveSystems().flatMap(system -> known.from(LinkKind.REQUIRES, system)).forEach(required -> {
            Link link = Known.link(required);
            if (visible.test(link.head())) {
                needs.merge(link.head(), new Need(level(link), count(link)), Need::and);
            }
        });
        needs.forEach((ability, need) -> add(Section.ABILITIES, rating(ability, need), ability));
    }

    private String rating(RecordId ability, Need need) {
        List<Recorded<State>> ever = Stream.concat(
                        known.everFrom(LinkKind.HOLDS, subject),
                        posts().flatMap(post -> known.everFrom(LinkKind.POST_HOLDS, post)))
                .filter(link -> Known.link(link).head().equals(ability) && level(Known.link(link)) >= need.level())
                .toList();
        int held = ever.stream()
                .map(Known::link)
                .filter(link -> link.validity().contains(known.day) && isAtWork(link))
                .mapToInt(Profile::count)
                .sum();
        if (held >= need.count()) {
            return "HELD";
        } else if (held > 0) {
            return "SHORT";
        }
        return ever.stream().anyMatch(link -> hasEnded(Known.link(link))) ? "LAPSED" : "ABSENT";
    }

    /** A vacant post has nobody's abilities. */
    private boolean isAtWork(Link link) {
        return link.link() == LinkKind.HOLDS
                || known.find(Post.class, link.tail()).filter(this::isFilled).isPresent();
    }

    private boolean hasEnded(Link link) {
        LocalDate to = link.validity().to();
        return to != null && !to.isAfter(known.day);
    }

    private Stream<RecordId> posts() {
        return known.all()
                .filter(record ->
                        record.state() instanceof Post post && post.owner().equals(subject))
                .map(Recorded::id);
    }

    private static int level(Link link) {
        return Objects.requireNonNullElse(link.terms().level(), 1);
    }

    private static int count(Link link) {
        return Objects.requireNonNullElse(link.terms().count(), 1);
    }

    private void uses() {
        known.from(LinkKind.USES, subject)
                .map(use -> Known.link(use).head())
                .filter(visible)
                .forEach(system -> known.find(TechnicalAsset.class, system)
                        .ifPresent(asset -> add(Section.USES, rating(asset), system)));
    }

    private void roles() {
        for (LinkKind role : ROLES) {
            known.to(role, subject)
                    .map(link -> Known.link(link).tail())
                    .filter(visible)
                    .forEach(system -> add(Section.ROLES, role.name(), system));
        }
    }
}

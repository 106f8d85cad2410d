package assetledger.graph;

import assetledger.graph.Coverage.CoverageState;
import assetledger.model.InvalidValue;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.profile.Member;
import assetledger.profile.Section;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/**
 * The digital profile of an authority on a day, by the rules of docs/profile.md. Each rule stands in one statement, which
 * gives the members of its sections; figures count what it gives. What the three questions answer comes from where they
 * are answered.
 */
public final class Profiles {
    /** Figures count no more records of a section, and a comparison takes no more. */
    public static final int MOST = 100_000;

    /** So many records are told that may have changed how one counts. */
    public static final int MOST_CAUSES = 20;

    private static final Statement CAUSES = Statement.of("read/causes");
    private static final Statement ASSETS = Statement.of("read/profile-assets");

    /** The statement that has a section's rule; that of mandates, money and indicators is asked of the classes for them. */
    private static final Map<Section, Statement> RULES = new EnumMap<>(Map.ofEntries(
            Map.entry(Section.TECHNICAL, ASSETS),
            Map.entry(Section.REGULATORY, ASSETS),
            Map.entry(Section.FINANCIAL, ASSETS),
            Map.entry(Section.COMPETENCY, ASSETS),
            Map.entry(Section.FUNCTIONS, Statement.of("read/profile-functions")),
            Map.entry(Section.LAW, Statement.of("read/profile-law")),
            Map.entry(Section.POSTS, Statement.of("read/profile-posts")),
            Map.entry(Section.ABILITIES, Statement.of("read/profile-abilities")),
            Map.entry(Section.MEASURES, Statement.of("read/profile-measures")),
            Map.entry(Section.USES, Statement.of("read/profile-uses")),
            Map.entry(Section.ROLES, Statement.of("read/profile-roles"))));

    static final Statement FIGURES = each("figures", "RETURN section, rating, count(record) AS total");
    static final Statement MEMBERS = each("members", "RETURN section, rating, record.id AS id");

    private static final Comparator<Figure> ORDER = Comparator.comparing(Figure::section)
            .thenComparing(figure -> figure.section().ratings().indexOf(figure.rating()));

    private final Graph graph;
    private final Records records;
    private final Coverage coverage;
    private final Spending spending;
    private final Indicators indicators;

    public Profiles(Graph graph, Records records, Coverage coverage, Spending spending, Indicators indicators) {
        this.graph = graph;
        this.records = records;
        this.coverage = coverage;
        this.spending = spending;
        this.indicators = indicators;
    }

    /** What all rules give, each taken to the same end, in one statement. */
    private static Statement each(String name, String end) {
        return new Statement(
                "profile " + name,
                RULES.values().stream()
                        .distinct()
                        .map(rule -> "CALL () {\n%s}\n%s".formatted(rule.cypher(), end))
                        .collect(Collectors.joining("\nUNION ALL\n", "// The " + name + " of a profile.\n", "\n")));
    }

    /**
     * Whose profile is asked for, and of which day.
     * @param name of the authority, by which its mandates are in order
     */
    public record Of(RecordId subject, String name, LocalDate asOf) {
        private Coverage.Filter mandates() {
            return new Coverage.Filter(subject, null, asOf);
        }

        /** The money of the day's year. */
        public Spending.Filter money() {
            return new Spending.Filter(asOf.getYear(), asOf, subject);
        }

        private Indicators.Filter indicators() {
            return new Indicators.Filter(asOf.getYear(), subject);
        }
    }

    /** How many records of a section count as the same, at least 1. */
    public record Figure(Section section, String rating, long count) {}

    /** All figures, in the order of sections and of their ratings. */
    public CompletionStage<List<Figure>> figures(Of of, Viewer viewer, long atLeast) {
        return together(List.of(
                        graph.read(
                                FIGURES,
                                parameters(of, null, null, "", MOST, viewer),
                                atLeast,
                                row -> new Figure(
                                        Section.valueOf(row.get("section").asString()),
                                        row.get("rating").asString(),
                                        row.get("total").asLong())),
                        coverage.counts(of.mandates(), viewer, atLeast)
                                .thenApply(counts -> counts.stream()
                                        .map(count -> new Figure(
                                                Section.MANDATES, count.state().name(), count.count()))
                                        .toList()),
                        spending.counts(of.money(), viewer, atLeast)
                                .thenApply(counts -> counts.entrySet().stream()
                                        .map(count -> new Figure(
                                                Section.MONEY, count.getKey().name(), count.getValue()))
                                        .toList()),
                        indicators
                                .outcomes(of.indicators(), atLeast)
                                .thenApply(counts -> counts.stream()
                                        .map(count -> new Figure(
                                                Section.INDICATORS,
                                                count.outcome().name(),
                                                count.count()))
                                        .toList())))
                .thenApply(figures -> figures.stream().sorted(ORDER).toList());
    }

    /**
     * The records that a figure counts, in the order of their ids.
     * @param after the id that the list goes on after; empty for its beginning
     * @param limit 1 to 101, one more than a page to see whether there is another
     */
    public CompletionStage<List<Recorded<State>>> page(
            Of of, Section section, String rating, String after, int limit, Viewer viewer, long atLeast) {
        return switch (section) {
            case MANDATES ->
                mandates(
                        of,
                        List.of(CoverageState.valueOf(rating)),
                        after,
                        limit,
                        viewer,
                        atLeast,
                        mandate -> mandate.mandate());
            case MONEY ->
                lines(of, List.of(Spending.Outcome.valueOf(rating)), after, limit, viewer, atLeast)
                        .thenCompose(lines ->
                                inOrder(lines.stream().map(Member::record).toList(), viewer));
            case INDICATORS ->
                indicators
                        .list(of.indicators(), Indicators.Outcome.valueOf(rating), after, limit, atLeast)
                        .thenApply(judged -> judged.stream()
                                .map(Indicators.Judged::indicator)
                                .toList());
            default ->
                graph.read(
                        rule(section),
                        parameters(of, section, rating, after, limit, viewer),
                        atLeast,
                        row -> Graph.recorded(row.get("record")));
        };
    }

    private CompletionStage<List<Recorded<State>>> inOrder(List<RecordId> ids, Viewer viewer) {
        return records.withIds(ids, viewer, Graph.ANY_POSITION)
                .thenApply(found -> found.stream()
                        .sorted(Comparator.comparing(record -> ids.indexOf(record.id())))
                        .toList());
    }

    /**
     * What may have changed how records count in a profile: for each its own id, and those of links and of what these
     * lead to, as far as the viewer may see it; at most {@link #MOST_CAUSES} for each.
     */
    public CompletionStage<Map<RecordId, List<RecordId>>> causes(
            RecordId subject, Collection<RecordId> records, Viewer viewer) {
        Map<String, Object> parameters = Map.of(
                "subject",
                subject.toString(),
                "ids",
                records.stream().map(RecordId::toString).toList(),
                "limit",
                MOST_CAUSES);
        return graph.read(
                        CAUSES,
                        Sight.of(viewer, parameters),
                        Graph.ANY_POSITION,
                        row -> Map.entry(
                                Graph.id(row, "id"), row.get("causes").asList(cause -> RecordId.of(cause.asString()))))
                .thenApply(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * All that a profile counts, in no set order.
     * @return fails with {@link InvalidValue} where a section has more than {@link #MOST}
     */
    public CompletionStage<List<Member>> members(Of of, Viewer viewer, long atLeast) {
        int limit = MOST + 1;
        return together(List.of(
                        graph.read(MEMBERS, parameters(of, null, null, "", limit, viewer), atLeast, Profiles::member),
                        mandates(
                                of,
                                EnumSet.allOf(CoverageState.class),
                                "",
                                limit,
                                viewer,
                                atLeast,
                                mandate -> new Member(
                                        Section.MANDATES,
                                        mandate.state().name(),
                                        mandate.mandate().id())),
                        lines(of, EnumSet.allOf(Spending.Outcome.class), "", limit, viewer, atLeast),
                        indicators
                                .list(of.indicators(), null, "", limit, atLeast)
                                .thenApply(judged -> judged.stream()
                                        .map(each -> new Member(
                                                Section.INDICATORS,
                                                each.outcome().name(),
                                                each.indicator().id()))
                                        .toList())))
                .thenApply(Profiles::demandBounded);
    }

    private static List<Member> demandBounded(List<Member> members) {
        members.stream()
                .collect(Collectors.groupingBy(Member::section, Collectors.counting()))
                .forEach((section, count) -> {
                    if (count > MOST) {
                        throw new InvalidValue(
                                "subject",
                                "A comparison takes up to %,d records of a section, and there are more of %s"
                                        .formatted(MOST, section));
                    }
                });
        return members;
    }

    private static Member member(Record row) {
        return new Member(
                Section.valueOf(row.get("section").asString()),
                row.get("rating").asString(),
                Graph.id(row, "id"));
    }

    private <T> CompletionStage<List<T>> mandates(
            Of of,
            Collection<CoverageState> states,
            String after,
            int limit,
            Viewer viewer,
            long atLeast,
            Function<Coverage.CoveredMandate, T> each) {
        Coverage.After from = after.isEmpty() ? Coverage.After.NOTHING : new Coverage.After(of.name(), after);
        return coverage.list(of.mandates(), viewer, states, from, limit, atLeast)
                .thenApply(mandates -> mandates.stream().map(each).toList());
    }

    private CompletionStage<List<Member>> lines(
            Of of, Collection<Spending.Outcome> outcomes, String after, int limit, Viewer viewer, long atLeast) {
        return spending.lines(of.money(), viewer, outcomes, after, limit, atLeast)
                .thenApply(lines -> lines.stream()
                        .map(line -> new Member(Section.MONEY, line.outcome().name(), line.line()))
                        .toList());
    }

    private static Statement rule(Section section) {
        Statement rule = RULES.get(section);
        if (rule == null) {
            throw new IllegalArgumentException("No statement has the rule of " + section);
        }
        return rule;
    }

    private static Map<String, Object> parameters(
            Of of, @Nullable Section section, @Nullable String rating, String after, int limit, Viewer viewer) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("subject", of.subject().toString());
        parameters.put("asOf", of.asOf());
        parameters.put("section", section == null ? null : section.name());
        parameters.put("rating", rating);
        parameters.put("after", after);
        parameters.put("limit", limit);
        return Sight.of(viewer, parameters);
    }

    /** What all of them give, when the last has come; they are under way already. */
    private static <T> CompletionStage<List<T>> together(List<CompletionStage<List<T>>> parts) {
        CompletionStage<Stream<T>> all = CompletableFuture.completedFuture(Stream.of());
        for (CompletionStage<List<T>> part : parts) {
            all = all.thenCombine(part, (before, rows) -> Stream.concat(before, rows.stream()));
        }
        return all.thenApply(Stream::toList);
    }
}

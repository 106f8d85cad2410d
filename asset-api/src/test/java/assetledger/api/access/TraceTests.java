package assetledger.api.access;

import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.Policy.Relation;
import assetledger.api.access.Policy.Who;
import assetledger.api.testing.Change;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Money is traced for whom it is; what is left out of a trace is counted, and shows nowhere in it. */
class TraceTests extends WatchedServer {
    private static final String WHOLE =
            "{ withheld total { amount } steps { id tail { id } head { id } } hops { way linked { amount } ends { id } } }";
    private static final Set<Who> ACROSS = EnumSet.of(Who.ANALYST, Who.BUDGET_REVIEWER, Who.AUDITOR);

    /** A measure with a line of its owner's, one of another authority and a restricted one of that, and what it leads to. */
    private record Way(String measure, String own, String foreign, String restricted, String system, String hidden) {}

    private Change register(String kind, Relation owner, boolean restricted, Map<String, Object> more) {
        Map<String, Object> members = named(name("Traced"), more);
        members.put("owner", holdings().ref("Subject", owner));
        Map<String, Object> registration = registration(kind, members);
        return registrar()
                .register(
                        restricted
                                ? Map.of("record", registration.get("record"), "restriction", "Not for everybody")
                                : registration);
    }

    private String line(Relation owner, boolean restricted, String amount) {
        return register(
                        "spendingLine",
                        owner,
                        restricted,
                        Map.of(
                                "stages", List.of(Map.of("stage", "approved", "from", "2020-01-01")),
                                "currency", "EUR",
                                "amounts", List.of(Map.of("year", 2020, "amount", amount))))
                .id();
    }

    private String system(boolean restricted) {
        return register(
                        "system",
                        Relation.FOREIGN,
                        restricted,
                        Map.of(
                                "purpose",
                                "Traced",
                                "stages",
                                List.of(Map.of("stage", "operation", "from", "2020-01-01"))))
                .id();
    }

    private Way way() {
        Way way = new Way(
                register("measure", Relation.OWN, false, Map.of()).id(),
                line(Relation.OWN, false, "1.00"),
                line(Relation.FOREIGN, false, "20.00"),
                line(Relation.FOREIGN, true, "300.00"),
                system(false),
                system(true));
        for (String line : List.of(way.own(), way.foreign(), way.restricted())) {
            registrar().link("PAYS_FOR", line, way.measure(), Map.of());
        }
        for (String system : List.of(way.system(), way.hidden())) {
            registrar().link("DELIVERS", way.measure(), system, Map.of());
        }
        return way;
    }

    private JsonNode trace(Who who, String start) {
        String all = "{ assets(first: 1, atLeast: %d) { nodes { id } } }"
                .formatted(database().size() - 1);
        as(Who.AUDITOR).send(all);
        return as(who).send("{ spendingTrace(record: \"%s\") %s }".formatted(start, WHOLE))
                .json();
    }

    private static String total(JsonNode trace) {
        return trace.at("/data/spendingTrace/total/0/amount").asString("");
    }

    private static int withheld(JsonNode trace) {
        return trace.at("/data/spendingTrace/withheld").asInt(-1);
    }

    @Test
    void linesOfOthersAreLeftOutAndCounted() {
        Way way = way();
        JsonNode registrar = trace(Who.REGISTRAR, way.measure());
        assertThat(total(registrar)).isEqualTo("1.00");
        assertThat(withheld(registrar)).isEqualTo(2);
        assertThat(registrar.toString()).contains(way.own()).doesNotContain(way.foreign(), way.restricted());
        JsonNode analyst = trace(Who.ANALYST, way.measure());
        assertThat(total(analyst)).isEqualTo("21.00");
        assertThat(withheld(analyst)).isEqualTo(1);
        assertThat(analyst.toString()).doesNotContain(way.restricted());
        JsonNode auditor = trace(Who.AUDITOR, way.measure());
        assertThat(total(auditor)).isEqualTo("321.00");
        assertThat(withheld(auditor)).isZero();
    }

    /** The money comes through all the same; only where it comes through to is not told. */
    @Test
    void aSystemThatIsHiddenIsNeitherAStepNorAnEnd() {
        Way way = way();
        for (Who who : List.of(Who.REGISTRAR, Who.ANALYST, Who.BUDGET_REVIEWER)) {
            assertThat(trace(who, way.measure()).toString())
                    .as(who.label())
                    .contains(way.system())
                    .doesNotContain(way.hidden());
        }
        String auditor = trace(Who.AUDITOR, way.measure()).toString();
        assertThat(auditor).contains(way.system(), way.hidden());
    }

    @Test
    void onlyWhoMaySeeTheOwnersMoneyTracesIt() {
        Way way = way();
        List<String> own = List.of(way.measure(), way.own(), holdings().id("Subject", Relation.OWN));
        List<String> foreign = List.of(way.foreign(), way.system(), holdings().id("Subject", Relation.FOREIGN));
        for (Who who : Who.values()) {
            List<String> denied = Stream.concat(own.stream(), foreign.stream())
                    .filter(start -> trace(who, start)
                            .at("/errors/0/extensions/code")
                            .asString("")
                            .equals("FORBIDDEN"))
                    .toList();
            List<String> expected = new ArrayList<>();
            if (!ACROSS.contains(who)) {
                expected.addAll(who.records() ? List.of() : own);
                expected.addAll(foreign);
            }
            assertThat(denied).as(who.label()).isEqualTo(expected);
        }
    }

    @Test
    void aStartThatIsHiddenIsNotThere() {
        Way way = way();
        for (String start : List.of(way.restricted(), way.hidden())) {
            assertThat(trace(Who.ANALYST, start).at("/data/spendingTrace").isNull())
                    .isTrue();
            assertThat(trace(Who.AUDITOR, start).at("/data/spendingTrace").isObject())
                    .isTrue();
        }
    }
}

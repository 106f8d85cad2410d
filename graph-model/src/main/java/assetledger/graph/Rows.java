package assetledger.graph;

import assetledger.event.CanonicalJson;
import assetledger.event.StateJson;
import assetledger.model.Appointment;
import assetledger.model.Asset;
import assetledger.model.Declaration;
import assetledger.model.ExternalId;
import assetledger.model.FormerOwner;
import assetledger.model.Function;
import assetledger.model.Grant;
import assetledger.model.Import;
import assetledger.model.Indicator;
import assetledger.model.Link;
import assetledger.model.Measure;
import assetledger.model.Person;
import assetledger.model.Post;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.SpendingLine;
import assetledger.model.StageInterval;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.TechnicalAsset;
import assetledger.model.Transfer;
import assetledger.model.YearValue;
import assetledger.pack.Pack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns records into the rows that the put statements unwind, gathered by statement. */
final class Rows {
    private final Pack pack;
    private final List<Map<String, Object>> records = new ArrayList<>();
    private final List<String> revised = new ArrayList<>();
    private final Map<String, List<Map<String, Object>>> ties = new LinkedHashMap<>();
    private final Map<String, List<Map<String, Object>>> links = new LinkedHashMap<>();

    Rows(Pack pack) {
        this.pack = pack;
    }

    List<Map<String, Object>> records() {
        return records;
    }

    /** The ids of records that have ties from an earlier version. */
    List<String> revised() {
        return revised;
    }

    /** Rows by the name of their statement, such as {@code write/tie-owns}. */
    Map<String, List<Map<String, Object>>> ties() {
        return ties;
    }

    /** Rows by the name of their statement, such as {@code write/link-supports}; they need the records to be there. */
    Map<String, List<Map<String, Object>>> links() {
        return links;
    }

    void add(Recorded<State> recorded) {
        if (recorded.state() instanceof Link link) {
            links.computeIfAbsent(statement(link), unseen -> new ArrayList<>()).add(link(recorded, link));
            return;
        } else if (recorded.state() instanceof Import || recorded.state() instanceof Person) {
            // No question of the graph goes by imports, and what they brought stands in the ledger's own tables. What
            // is
            // known of persons must be erased in one place, and no second one is made here.
            return;
        }
        if (recorded.version() > 1) {
            revised.add(recorded.id().toString());
        }
        records.add(Map.of(
                "id",
                recorded.id().toString(),
                "labels",
                recorded.state() instanceof Asset
                        ? List.of(recorded.kind().label(), "Asset")
                        : List.of(recorded.kind().label()),
                "properties",
                properties(recorded)));
        ties(recorded);
    }

    private static String statement(Link link) {
        return "write/link-" + link.link().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> link(Recorded<State> recorded, Link link) {
        Map<String, Object> properties = common(recorded);
        put(properties, "from", link.validity().from());
        put(properties, "to", link.validity().to());
        put(properties, "degree", link.terms().degree());
        put(properties, "territory", link.terms().territory());
        put(properties, "act", link.terms().act());
        put(properties, "level", link.terms().level());
        put(properties, "count", link.terms().count());
        putIds(properties, "added", link.terms().added());
        putIds(properties, "without", link.terms().without());
        return Map.of(
                "id", recorded.id().toString(),
                "tail", link.tail().toString(),
                "head", link.head().toString(),
                "properties", properties);
    }

    private static Map<String, Object> properties(Recorded<State> recorded) {
        Map<String, Object> properties = common(recorded);
        State state = recorded.state();
        if (state instanceof Subject subject) {
            properties.put("name", subject.name());
            properties.put("level", subject.level());
        } else if (state instanceof Function function) {
            properties.put("name", function.name());
        } else if (state instanceof Measure measure) {
            properties.put("name", measure.name());
            put(properties, "from", measure.period().from());
            put(properties, "to", measure.period().to());
        } else if (state instanceof Post post) {
            post(properties, post);
        } else if (state instanceof Declaration declaration) {
            properties.put("on", declaration.on());
        } else if (state instanceof Indicator indicator) {
            indicator(properties, indicator);
        } else if (state instanceof Asset asset) {
            properties.put("name", asset.name());
            properties.put("number", asset.number().value());
            properties.put("group", asset.group().name());
            properties.put("type", asset.type());
            if (asset.restriction() != null) {
                // Who may see it stands on the node, so that no statement has to look around for it.
                properties.put("restrictedTo", asset.owner().toString());
            }
        } else if (state instanceof Transfer transfer) {
            properties.put("outcome", transfer.state().name());
        } else if (state instanceof Grant grant) {
            properties.put("holder", grant.holder());
        }
        if (state instanceof TechnicalAsset system) {
            put(properties, "origin", system.origin());
            put(properties, "licence", system.licence());
            if (system.protection() != null) {
                put(properties, "criticality", system.protection().criticality());
            }
        }
        if (state instanceof SpendingLine line) {
            properties.put("currency", line.currency().getCurrencyCode());
            properties.put(
                    "years",
                    line.amounts().stream().map(amount -> amount.year()).toList());
            properties.put(
                    "minorUnits",
                    line.amounts().stream()
                            .map(amount -> amount.amount().minorUnits())
                            .toList());
        }
        return properties;
    }

    private static void post(Map<String, Object> properties, Post post) {
        properties.put("name", post.name());
        properties.put(
                "filledFrom",
                post.appointments().stream().map(Appointment::from).toList());
        // The last appointment alone may be open: then its end is missing at the end of the list.
        properties.put(
                "filledTo",
                post.appointments().stream()
                        .map(Appointment::to)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static void indicator(Map<String, Object> properties, Indicator indicator) {
        properties.put("name", indicator.name());
        properties.put(
                "actualYears", indicator.actuals().stream().map(YearValue::year).toList());
        properties.put("metYears", years(indicator, true));
        properties.put("missedYears", years(indicator, false));
    }

    private static List<Integer> years(Indicator indicator, boolean met) {
        return indicator.outcomes().entrySet().stream()
                .filter(outcome -> outcome.getValue() == met)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Object> common(Recorded<State> recorded) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("id", recorded.id().toString());
        properties.put("kind", recorded.kind().name());
        properties.put("version", recorded.version());
        properties.put("position", recorded.position());
        properties.put("state", CanonicalJson.text(StateJson.write(recorded.state())));
        return properties;
    }

    private void ties(Recorded<State> recorded) {
        State state = recorded.state();
        if (state instanceof Subject subject) {
            tie("write/tie-child-of", recorded, subject.parent());
            subject.successors().forEach(successor -> tie("write/tie-succeeded-by", recorded, successor));
        } else if (state instanceof Function function) {
            tie("write/tie-narrower-than", recorded, function.broader());
            tie("write/tie-in-area", recorded, function.area());
        } else if (state instanceof Declaration declaration) {
            tie("write/tie-declared", recorded, declaration.subject());
            tie("write/tie-speaks-of-area", recorded, declaration.area());
            tie("write/tie-speaks-of-function", recorded, declaration.function());
        } else if (state instanceof Transfer transfer) {
            tie("write/tie-gives", recorded, transfer.from());
            tie("write/tie-takes", recorded, transfer.to());
        } else if (state instanceof Asset asset) {
            owners(recorded, asset);
            stages(recorded, asset);
        } else {
            owner(recorded, state.owner(), null, null);
        }
        for (ExternalId name : state.externalIds()) {
            tieRows("write/tie-names")
                    .add(Map.of("id", recorded.id().toString(), "scheme", name.scheme(), "value", name.value()));
        }
    }

    private void owners(Recorded<State> recorded, Asset asset) {
        LocalDate from = null;
        for (FormerOwner former : asset.formerOwners()) {
            owner(recorded, former.owner(), from, former.until());
            from = former.until();
        }
        owner(recorded, asset.owner(), from, null);
    }

    private void owner(
            Recorded<State> recorded, @Nullable RecordId owner, @Nullable LocalDate from, @Nullable LocalDate until) {
        if (owner != null) {
            Map<String, Object> row = new HashMap<>();
            row.put("id", recorded.id().toString());
            row.put("to", owner.toString());
            row.put("from", from);
            row.put("until", until);
            tieRows("write/tie-owns").add(row);
        }
    }

    private void stages(Recorded<State> recorded, Asset asset) {
        List<StageInterval> stages = asset.stages();
        String set = pack.stagesOf(asset).code();
        for (int i = 0; i < stages.size(); i++) {
            Map<String, Object> row = new HashMap<>();
            row.put("id", recorded.id().toString());
            row.put("to", stageKey(set, stages.get(i).stage()));
            row.put("from", stages.get(i).from());
            row.put("until", i + 1 < stages.size() ? stages.get(i + 1).from() : null);
            tieRows("write/tie-in-stage").add(row);
        }
    }

    static String stageKey(String set, String stage) {
        return set + "/" + stage;
    }

    private void tie(String statement, Recorded<State> recorded, @Nullable Object to) {
        if (to != null) {
            tieRows(statement).add(Map.of("id", recorded.id().toString(), "to", to.toString()));
        }
    }

    private List<Map<String, Object>> tieRows(String statement) {
        return ties.computeIfAbsent(statement, unseen -> new ArrayList<>());
    }

    private static void putIds(Map<String, Object> properties, String name, List<RecordId> ids) {
        if (!ids.isEmpty()) {
            properties.put(name, ids.stream().map(RecordId::toString).toList());
        }
    }

    private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
        if (value != null) {
            boolean storable = value instanceof Integer || value instanceof LocalDate;
            properties.put(name, storable ? value : value.toString());
        }
    }
}

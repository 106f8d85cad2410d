package assetledger.graph;

import assetledger.decide.Command;
import assetledger.model.Asset;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small portfolio of chance in which some assets are restricted; the names of those hold {@link #CANARY}. */
final class RestrictedPortfolio {
    static final String CANARY = "canary";
    static final List<String> OWNERS = List.of("north", "south", "west");

    private static final List<String> AREAS = List.of("07.4.0", "09.1.2", "09.2.1");
    private static final List<String> STAGES =
            List.of("operation", "operation", "operation", "creation", "idea", "decommissioning", "removed");

    private final MemoryLedger ledger = new MemoryLedger();
    private final Random random;
    private final List<String> functions = new ArrayList<>();
    private final List<String> systems = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> measures = new ArrayList<>();
    private final Set<List<Object>> links = new HashSet<>();

    private RestrictedPortfolio(long seed) {
        this.random = new Random(seed);
    }

    /** Decided; always the same for a seed. */
    static MemoryLedger of(long seed) {
        RestrictedPortfolio portfolio = new RestrictedPortfolio(seed);
        portfolio.records();
        portfolio.links();
        return portfolio.ledger;
    }

    /** The assets that are restricted, whoever owns them. */
    static List<Recorded<State>> restricted(MemoryLedger ledger) {
        return ledger.events().stream()
                .map(event -> ledger.head(event.id()))
                .distinct()
                .filter(record -> record.state() instanceof Asset asset && asset.restriction() != null)
                .toList();
    }

    private void records() {
        OWNERS.forEach(name -> register(RecordKind.SUBJECT, name, Map.of("level", "regional"), null));
        for (int i = 0; i < 10; i++) {
            Map<String, Object> members = new HashMap<>(Map.of("area", one(AREAS), "kind", "SERVICE"));
            if (i > 6) {
                members.put("broader", Portfolio.ref(one(functions)));
            }
            functions.add(register(RecordKind.FUNCTION, "function " + i, members, null));
        }
        for (int i = 0; i < 24; i++) {
            systems.add(asset(RecordKind.TECHNICAL_ASSET, "system " + i, one(STAGES), Map.of("purpose", "Why")));
            lines.add(asset(
                    RecordKind.SPENDING_LINE,
                    "line " + i,
                    "approved",
                    Map.of("currency", one(List.of("EUR", "EUR", "RUB")), "amounts", List.of(amount()))));
        }
        for (int i = 0; i < 6; i++) {
            asset(RecordKind.LEGAL_ACT, "act " + i, "in-force", Map.of());
            asset(RecordKind.COMPETENCY, "competency " + i, "met", Map.of());
            Map<String, Object> owner = Map.of("owner", Portfolio.ref(one(OWNERS)));
            measures.add(register(RecordKind.MEASURE, "measure " + i, owner, null));
        }
        for (String value : List.of("1", "3")) {
            Map<String, Object> members = new HashMap<>(Map.of("owner", Portfolio.ref("north"), "unit", "share"));
            members.put("direction", "HIGHER_IS_BETTER");
            members.put("plans", List.of(Map.of("year", 2026, "value", "2")));
            members.put("actuals", List.of(Map.of("year", 2026, "value", value)));
            register(RecordKind.INDICATOR, "indicator " + value, members, null);
        }
    }

    private Map<String, Object> amount() {
        return Map.of("year", 2026, "amount", "%d.00".formatted(1_000 + random.nextInt(9_000)));
    }

    private String asset(RecordKind kind, String name, String stage, Map<String, Object> members) {
        boolean restricted = random.nextInt(5) < 2;
        Map<String, Object> all = new HashMap<>(members);
        all.put("owner", Portfolio.ref(one(OWNERS)));
        all.put("stages", List.of(Map.of("stage", stage, "from", "2024-01-01")));
        return register(kind, restricted ? CANARY + " " + name : name, all, restricted ? CANARY : null);
    }

    private String register(RecordKind kind, String name, Map<String, Object> members, @Nullable String restriction) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("name", name);
        all.put("externalIds", List.of(Map.of("scheme", "demo", "value", name)));
        ledger.accept(new Command.Register(kind, all, restriction, null, null));
        return name;
    }

    private void links() {
        for (int i = 0; i < 70; i++) {
            link(LinkKind.SUPPORTS, one(systems), one(functions), Map.of("degree", one(List.of("FULL", "PARTIAL"))));
        }
        for (int i = 0; i < 6; i++) {
            link(LinkKind.SUPPORTS, one(systems), one(functions), Map.of("degree", "AUXILIARY"));
            link(LinkKind.AIMS_AT, one(measures.subList(0, 4)), one(List.of("indicator 1", "indicator 3")), Map.of());
        }
        for (String owner : OWNERS) {
            functions.forEach(function -> link(LinkKind.MANDATED, owner, function, Map.of()));
            for (int i = 0; i < 4; i++) {
                link(LinkKind.USES, owner, one(systems), Map.of());
            }
        }
        for (int i = 0; i < 24; i++) {
            link(LinkKind.PAYS_FOR, one(lines), one(measures), Map.of());
            link(LinkKind.DELIVERS, one(measures), one(systems), Map.of());
            link(LinkKind.GOVERNED_BY, one(systems), one(named(RecordKind.LEGAL_ACT)), Map.of());
            link(LinkKind.REQUIRES, one(systems), one(named(RecordKind.COMPETENCY)), Map.of("level", 1));
        }
        edges();
        ledger.accept(new Command.DeclareReportedThrough(Portfolio.ref("west"), "09", MemoryLedger.TODAY));
    }

    /** What chance may miss: a duty that is only planned for, one system too few to tell, and just enough. */
    private void edges() {
        Map<String, Object> north = Map.of("owner", Portfolio.ref("north"), "purpose", "Why");
        for (String stage : List.of("creation", "operation", "development")) {
            Map<String, Object> members = new HashMap<>(north);
            members.put("stages", List.of(Map.of("stage", stage, "from", "2024-01-01")));
            register(RecordKind.TECHNICAL_ASSET, "open in " + stage, members, null);
        }
        Map<String, Object> shut = new HashMap<>(north);
        shut.put("stages", List.of(Map.of("stage", "operation", "from", "2024-01-01")));
        register(RecordKind.TECHNICAL_ASSET, CANARY + " shut", shut, CANARY);
        carried("planned", List.of("open in creation"));
        carried("too few", List.of("open in operation", CANARY + " shut"));
        carried("enough", List.of("open in operation", "open in development", CANARY + " shut"));
    }

    private void carried(String function, List<String> by) {
        register(RecordKind.FUNCTION, function, Map.of("area", "07.4.0", "kind", "SERVICE"), null);
        link(LinkKind.MANDATED, "north", function, Map.of());
        by.forEach(system -> link(LinkKind.SUPPORTS, system, function, Map.of("degree", "FULL")));
    }

    private List<String> named(RecordKind kind) {
        return ledger.events().stream()
                .filter(event -> event.kind() == kind)
                .map(event -> ledger.name(event.id()))
                .toList();
    }

    private void link(LinkKind kind, String tail, String head, Map<String, Object> terms) {
        RecordId from = ledger.id(tail);
        RecordId to = ledger.id(head);
        if (links.add(List.of(kind, from, to))) {
            ledger.connect(kind, tail, head, terms);
        }
    }

    private <T> T one(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}

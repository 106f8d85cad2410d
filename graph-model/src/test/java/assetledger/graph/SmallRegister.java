package assetledger.graph;

import assetledger.decide.Command;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A register of a few records that a test describes, each under its name, over a graph that was emptied before. */
final class SmallRegister {
    static final LocalDate TODAY = MemoryLedger.TODAY;

    private final GraphWriter writer = new GraphWriter(TestEngines.neo4j());
    private final MemoryLedger ledger = new MemoryLedger();

    SmallRegister() {
        Graphs.await(writer.wipe());
        Graphs.await(writer.prepare());
    }

    MemoryLedger ledger() {
        return ledger;
    }

    RecordId id(String name) {
        return ledger.id(name);
    }

    void subject(String... names) {
        for (String name : names) {
            register(RecordKind.SUBJECT, name, Map.of("level", "regional"), null);
        }
    }

    void function(String... names) {
        for (String name : names) {
            register(RecordKind.FUNCTION, name, Map.of("area", "09.1.2", "kind", "SERVICE"), null);
        }
    }

    /** In operation since 2024. */
    void system(String name, String owner, Map<String, Object> more) {
        asset(RecordKind.TECHNICAL_ASSET, name, owner, "operation", more, null);
    }

    void restricted(String name, String owner) {
        asset(RecordKind.TECHNICAL_ASSET, name, owner, "operation", Map.of(), "Because");
    }

    void asset(
            RecordKind kind,
            String name,
            String owner,
            String stage,
            Map<String, Object> more,
            @Nullable String restriction) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("owner", Portfolio.ref(owner));
        members.put("stages", List.of(Map.of("stage", stage, "from", "2024-01-01")));
        if (kind == RecordKind.TECHNICAL_ASSET) {
            members.put("purpose", "Why");
        }
        register(kind, name, members, restriction);
    }

    /** Of the authority, with 2026's amount in roubles. */
    void line(String name, String owner, String amount) {
        Map<String, Object> money =
                Map.of("currency", "RUB", "amounts", List.of(Map.of("year", 2026, "amount", amount)));
        asset(RecordKind.SPENDING_LINE, name, owner, "approved", money, null);
    }

    void owned(RecordKind kind, String name, String owner) {
        register(kind, name, Map.of("owner", Portfolio.ref(owner)), null);
    }

    private void register(RecordKind kind, String name, Map<String, Object> members, @Nullable String restriction) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("name", name);
        all.put("externalIds", List.of(Map.of("scheme", "demo", "value", name)));
        ledger.accept(new Command.Register(kind, all, restriction, null, null));
    }

    void link(LinkKind kind, String tail, String head) {
        link(kind, tail, head, Map.of());
    }

    void link(LinkKind kind, String tail, String head, Map<String, Object> terms) {
        ledger.connect(kind, tail, head, terms);
    }

    void project() {
        ledger.project(writer, 500);
    }
}

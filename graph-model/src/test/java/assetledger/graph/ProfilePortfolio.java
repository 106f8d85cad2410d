package assetledger.graph;

import assetledger.decide.Command;
import assetledger.decide.Ref;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An authority, "agency", with something in every section of a profile and under every rating that its kind can have.
 * Records are called by what they are there for.
 */
final class ProfilePortfolio {
    /** Until this day nothing of the fixture had begun. */
    static final LocalDate BEFORE = LocalDate.of(2019, 12, 31);

    /** What is planned has begun by this day, and what ends has ended. */
    static final LocalDate LATER = LocalDate.of(2028, 6, 1);

    private static final String BEGUN = "2024-01-01";
    private static final String PLANNED = "2028-01-01";
    private static final Map<String, Object> NO_TERMS = Map.of();

    private final MemoryLedger ledger = new MemoryLedger();

    /** Decided. */
    static MemoryLedger ledger() {
        ProfilePortfolio portfolio = new ProfilePortfolio();
        portfolio.assets();
        portfolio.duties();
        portfolio.law();
        portfolio.money();
        portfolio.people();
        portfolio.parts();
        return portfolio.ledger;
    }

    private void assets() {
        for (String subject : List.of("agency", "other")) {
            register(RecordKind.SUBJECT, subject, Map.of("level", "regional"));
        }
        for (String stage :
                List.of("idea", "planned", "creation", "operation", "suspended", "decommissioning", "removed")) {
            system("system in " + stage, "agency", stage, BEGUN);
        }
        system("system to come", "agency", "operation", PLANNED);
        for (String stage : List.of("draft", "in-force", "repealed")) {
            asset(RecordKind.LEGAL_ACT, "act " + stage, "agency", stage, BEGUN, Map.of());
        }
        asset(RecordKind.LEGAL_ACT, "act to come", "agency", "in-force", PLANNED, Map.of());
        for (String stage : List.of("required", "met", "lapsed")) {
            asset(RecordKind.COMPETENCY, "skill " + stage, "agency", stage, BEGUN, Map.of());
        }
        for (String stage : List.of("planned", "approved", "executing", "closed")) {
            asset(RecordKind.SPENDING_LINE, "line " + stage, "agency", stage, BEGUN, amounts(2025));
        }
    }

    private void duties() {
        for (String function : List.of("covered", "partial", "planned", "none", "unreported", "withheld", "broad")) {
            register(RecordKind.FUNCTION, function, Map.of("area", "07.4.0", "kind", "SERVICE"));
        }
        register(
                RecordKind.FUNCTION,
                "part",
                Map.of("area", "07.4.0", "kind", "SERVICE", "broader", Portfolio.ref("broad")));
        register(RecordKind.FUNCTION, "unasked", Map.of("area", "07.4.0", "kind", "SERVICE"));
        for (String function : List.of("covered", "partial", "planned", "none", "unreported", "withheld", "part")) {
            ledger.connect(LinkKind.MANDATED, "agency", function, Map.of("from", "2020-01-01"));
        }
        supports("system in operation", "covered", "FULL");
        supports("system in operation", "partial", "PARTIAL");
        supports("system in creation", "planned", "FULL");
        // A duty for a part of it is a mandate for the whole; and any degree makes a function one that is performed.
        supports("system in suspended", "broad", "PARTIAL");
        supports("system in idea", "unasked", "AUXILIARY");
        supports("system in removed", "none", "FULL");
        restricted("system shut", "operation");
        supports("system shut", "withheld", "FULL");
        ledger.accept(
                new Command.DeclareNoSystem(Portfolio.ref("agency"), Portfolio.ref("none"), LocalDate.of(2025, 1, 1)));
    }

    private void supports(String system, String function, String degree) {
        ledger.connect(LinkKind.SUPPORTS, system, function, Map.of("degree", degree));
    }

    private void law() {
        ledger.connect(LinkKind.GOVERNED_BY, "system in operation", "act in-force", NO_TERMS);
        ledger.connect(LinkKind.GOVERNED_BY, "system in creation", "act in-force", NO_TERMS);
        ledger.connect(LinkKind.GOVERNED_BY, "system in planned", "act draft", NO_TERMS);
        ledger.connect(LinkKind.GOVERNED_BY, "system in suspended", "act repealed", NO_TERMS);
        ledger.connect(LinkKind.GOVERNED_BY, "system in decommissioning", "act in-force", Map.of("to", "2026-01-01"));
    }

    private void money() {
        for (String measure : List.of("work paid", "work unpaid", "work over")) {
            Map<String, Object> members = new HashMap<>(Map.of("owner", Portfolio.ref("agency"), "from", "2025-01-01"));
            members.put("to", measure.equals("work over") ? "2026-01-01" : "2029-01-01");
            register(RecordKind.MEASURE, measure, members);
        }
        for (String outcome : List.of("reached", "missed", "no plan", "no actual", "no indicator")) {
            register(RecordKind.MEASURE, "work " + outcome, Map.of("owner", Portfolio.ref("other")));
            line("line " + outcome);
            ledger.connect(LinkKind.PAYS_FOR, "line " + outcome, "work " + outcome, NO_TERMS);
        }
        line("line no measure");
        ledger.connect(LinkKind.PAYS_FOR, "line executing", "work paid", NO_TERMS);
        ledger.connect(LinkKind.PAYS_FOR, "line closed", "work unpaid", Map.of("to", "2026-01-01"));
        indicator("reached", "3", "4");
        indicator("missed", "3", "2");
        indicator("no plan", null, "2");
        indicator("no actual", "3", null);
    }

    private void line(String name) {
        asset(RecordKind.SPENDING_LINE, name, "agency", "executing", BEGUN, amounts(2026));
    }

    private static Map<String, Object> amounts(int year) {
        return Map.of("currency", "EUR", "amounts", List.of(Map.of("year", year, "amount", "100.00")));
    }

    private void indicator(String name, @Nullable String plan, @Nullable String actual) {
        Map<String, Object> members = new HashMap<>(Map.of("owner", Portfolio.ref("agency"), "unit", "share"));
        members.put("direction", "HIGHER_IS_BETTER");
        if (plan != null) {
            members.put("plans", List.of(Map.of("year", 2026, "value", plan)));
        }
        if (actual != null) {
            members.put("actuals", List.of(Map.of("year", 2026, "value", actual)));
        }
        register(RecordKind.INDICATOR, "result " + name, members);
        ledger.connect(LinkKind.AIMS_AT, "work " + name, "result " + name, NO_TERMS);
    }

    private void people() {
        RecordId person = ledger.accept(new Command.DescribePerson(
                        null, null, Map.of("name", "Somebody", "owner", Portfolio.ref("agency")), null))
                .id();
        post("post filled", List.of(appointment(person, "2024-01-01", null)));
        post(
                "post left",
                List.of(
                        appointment(person, "2020-01-01", "2022-01-01"),
                        appointment(person, "2023-01-01", "2026-01-01")));
        post("post empty", List.of());
        for (String ability : List.of("held", "by post", "short", "lapsed", "absent")) {
            asset(RecordKind.COMPETENCY, "ability " + ability, "other", "met", BEGUN, Map.of());
            ledger.connect(LinkKind.REQUIRES, "system in operation", "ability " + ability, Map.of("level", 2));
        }
        // The highest level and the highest number count, each from whichever link has it.
        ledger.connect(LinkKind.REQUIRES, "system in creation", "ability held", Map.of("level", 3));
        ledger.connect(LinkKind.REQUIRES, "system in creation", "ability short", Map.of("level", 1, "count", 3));
        // What is gone, or not begun, requires nothing.
        ledger.connect(LinkKind.REQUIRES, "system in removed", "ability held", Map.of("level", 5));
        ledger.connect(LinkKind.REQUIRES, "system to come", "ability held", Map.of("level", 5));
        ledger.connect(LinkKind.HOLDS, "agency", "ability held", Map.of("level", 3));
        ledger.connect(LinkKind.HOLDS, "agency", "ability short", Map.of("level", 2, "count", 1));
        ledger.connect(LinkKind.POST_HOLDS, "post filled", "ability short", Map.of("level", 4));
        ledger.connect(LinkKind.POST_HOLDS, "post filled", "ability by post", Map.of("level", 2));
        ledger.connect(LinkKind.HOLDS, "agency", "ability lapsed", Map.of("level", 2, "to", "2026-06-01"));
        ledger.connect(LinkKind.HOLDS, "agency", "ability absent", Map.of("level", 1));
        ledger.connect(LinkKind.POST_HOLDS, "post left", "ability absent", Map.of("level", 5));
    }

    private static Map<String, Object> appointment(RecordId person, String from, @Nullable String to) {
        Map<String, Object> appointment = new HashMap<>(Map.of("person", new Ref.ById(person), "from", from));
        if (to != null) {
            appointment.put("to", to);
        }
        return appointment;
    }

    private void post(String name, List<Map<String, Object>> appointments) {
        register(RecordKind.POST, name, Map.of("owner", Portfolio.ref("agency"), "appointments", appointments));
    }

    private void parts() {
        system("their system", "other", "operation", BEGUN);
        system("their system to come", "other", "operation", PLANNED);
        ledger.connect(LinkKind.USES, "agency", "their system", NO_TERMS);
        ledger.connect(LinkKind.USES, "agency", "their system to come", NO_TERMS);
        ledger.connect(LinkKind.USES, "agency", "system in idea", Map.of("to", "2025-01-01"));
        for (LinkKind role : List.of(
                LinkKind.OPERATED_BY,
                LinkKind.FUNCTIONAL_CUSTOMER,
                LinkKind.TECHNICAL_CUSTOMER,
                LinkKind.REGULATED_BY,
                LinkKind.STEWARDED_BY)) {
            ledger.connect(role, "their system", "agency", NO_TERMS);
        }
        ledger.connect(LinkKind.STEWARDED_BY, "their system to come", "agency", Map.of("from", PLANNED));
    }

    private void system(String name, String owner, String stage, String from) {
        asset(RecordKind.TECHNICAL_ASSET, name, owner, stage, from, Map.of("purpose", "Why"));
    }

    private void restricted(String name, String stage) {
        Map<String, Object> members =
                new HashMap<>(Map.of("name", name, "owner", Portfolio.ref("agency"), "purpose", "Why"));
        members.put("stages", List.of(Map.of("stage", stage, "from", BEGUN)));
        members.put("externalIds", List.of(Map.of("scheme", "demo", "value", name)));
        ledger.accept(new Command.Register(RecordKind.TECHNICAL_ASSET, members, "A secret", null, null));
    }

    private void asset(
            RecordKind kind, String name, String owner, String stage, String from, Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("owner", Portfolio.ref(owner));
        all.put("stages", List.of(Map.of("stage", stage, "from", from)));
        register(kind, name, all);
    }

    private void register(RecordKind kind, String name, Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("name", name);
        all.put("externalIds", List.of(Map.of("scheme", "demo", "value", name)));
        ledger.accept(new Command.Register(kind, all, null, null, null));
    }
}

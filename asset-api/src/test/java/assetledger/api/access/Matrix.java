package assetledger.api.access;

import assetledger.api.access.Policy.Outcome;
import assetledger.api.access.Policy.Relation;
import assetledger.api.access.Policy.Who;
import assetledger.api.access.SchemaWalk.Hop;
import assetledger.api.access.SchemaWalk.Route;
import assetledger.api.access.Templates.Template;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What comes of asking for each coordinate of a schema, by the policy: one line for it and whose the record is. */
final class Matrix {
    static final Set<String> ASSETS = Set.of("TechnicalAsset", "LegalAct", "SpendingLine", "Competency");
    private static final Set<String> OWNED = Set.of(
            "Subject",
            "Measure",
            "Indicator",
            "Declaration",
            "Import",
            "ImportDifference",
            "Person",
            "Post",
            "Transfer",
            "Upload");
    private static final Set<String> FIRST_HAVE_NONE = Set.of(
            "MemberChange.before",
            "HistoryEntry.reason",
            "HistoryEntry.corrects",
            "Transfer.acceptedByTaker",
            "DigitalProfile.knownAt",
            "ProfileChange.before",
            "ProfileChange.after",
            "ProfileCause.reason");

    /** What a question for one record may find instead of the record. */
    private static final Set<String> OF_A_RECORD = Set.of("SpendingTrace", "HistoryConnection", "ImpactConnection");

    private static final Set<String> INTERFACES = Set.of("Node", "Record", "Asset");

    /** Terms that a link of support does not have are those of a mandate, or of what is required. */
    private static final Map<String, String> STARTS = Map.ofEntries(
            Map.entry("Terms.act", "MandateDuty"),
            Map.entry("Terms.clause", "MandateDuty"),
            Map.entry("Terms.level", "Requires"),
            Map.entry("Terms.count", "Requires"),
            Map.entry("FormerOwner.owner", "Given"),
            Map.entry("FormerOwner.until", "Given"),
            Map.entry("Terms.standard", "Integrates"),
            Map.entry("Terms.data", "Integrates"),
            Map.entry("Terms.evidence", "Holds"),
            Map.entry("Declaration.function", "NoSystem"),
            Map.entry("Restriction.releaseProposedBy", "Competency"),
            Map.entry("Import.ended", "Earlier"),
            Map.entry("Person.erasure", "Erased"),
            Map.entry("Erasure.on", "Erased"),
            Map.entry("Erasure.basis", "Erased"));

    /** Inputs that questions take as well as commands. */
    private static final Set<String> NAMES = Set.of(
            "RefInput.id",
            "RefInput.external",
            "ExternalIdInput.scheme",
            "ExternalIdInput.value",
            "KnownAtInput.position",
            "KnownAtInput.instant");

    /** What a question for two profiles takes of each. */
    private static final String VIEW = "ProfileViewInput";

    /** The arguments by which a question asks for one record. */
    private static final Set<String> LOOK_UPS = Set.of("id", "ref", "record", "earlier", "of");

    private final GraphQLSchema schema;
    private final SchemaWalk walk;
    private final Map<String, Route> routes;
    private final Map<String, Set<String>> fieldsOf = new TreeMap<>();

    Matrix(GraphQLSchema schema, Holdings shape) {
        this.schema = schema;
        this.walk = new SchemaWalk(schema);
        this.routes = walk.routes();
        Map<String, Map<String, String>> types = inputTypes();
        for (Template template : Templates.list()) {
            Relation any = template.relations().iterator().next();
            fieldsOf.put(
                    template.name(),
                    Templates.fields(
                            inputOf(template.mutation()), template.input().apply(shape, any), types));
        }
    }

    private Map<String, Map<String, String>> inputTypes() {
        Map<String, Map<String, String>> types = new TreeMap<>();
        walk.inputFields().forEach((input, fields) -> {
            Map<String, String> members = new TreeMap<>();
            fields.forEach((name, field) -> members.put(name, bare(field.getType())));
            types.put(input, members);
        });
        return types;
    }

    private String inputOf(String mutation) {
        GraphQLFieldDefinition field = schema.getMutationType().getFieldDefinition(mutation);
        return bare(field.getArgument("input").getType());
    }

    private static String bare(GraphQLInputType type) {
        return GraphQLTypeUtil.simplePrint(GraphQLTypeUtil.unwrapAll(type));
    }

    /** A question or command for one coordinate, about a record of somebody's. */
    record Cell(
            String coordinate,
            Relation relation,
            @Nullable Route route,
            @Nullable GraphQLFieldDefinition field,
            @Nullable Template template) {

        Route way() {
            return Objects.requireNonNull(route);
        }

        GraphQLFieldDefinition leaf() {
            return Objects.requireNonNull(field);
        }

        /** Whether a question itself is asked for, rather than something in its answer. */
        boolean isEntry() {
            return coordinate.startsWith(way().root().getName() + ".");
        }

        /** Whether it is asked by name in a question, as references are. */
        boolean named() {
            return template == null && route == null && !isSubscription();
        }

        /** Whether it says which of two profiles is meant. */
        boolean isView() {
            return coordinate.startsWith(VIEW);
        }

        /** Whether the answers come by themselves. */
        boolean isSubscription() {
            return coordinate.startsWith("Subscription.");
        }
    }

    /** All of them, in the order of their coordinates. */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        walk.coordinates().keySet().forEach(coordinate -> cells.addAll(cells(coordinate)));
        return cells;
    }

    private List<Cell> cells(String coordinate) {
        if (coordinate.startsWith(VIEW)) {
            return Relation.OWNED.stream()
                    .map(relation -> new Cell(coordinate, relation, null, null, null))
                    .toList();
        } else if (NAMES.contains(coordinate)) {
            return Relation.ALL_BUT_NONE.stream()
                    .map(relation -> new Cell(coordinate, relation, null, null, null))
                    .toList();
        }
        String type = coordinate.substring(0, coordinate.indexOf('.'));
        String member = coordinate.substring(type.length() + 1).replaceAll("\\(.*", "");
        if (type.equals("Mutation")
                && schema.getMutationType().getFieldDefinition(member).getArgument("input") != null) {
            return of(
                    coordinate,
                    Templates.list().stream()
                            .filter(template -> template.mutation().equals(member))
                            .toList());
        } else if (walk.inputFields().containsKey(type)) {
            return of(
                    coordinate,
                    Templates.list().stream()
                            .filter(template -> fieldsOf.getOrDefault(template.name(), Set.of())
                                    .contains(coordinate))
                            .toList());
        }
        GraphQLFieldDefinition field = walk.containers()
                .filter(container -> container.getName().equals(type))
                .map(container -> container.getFieldDefinition(member))
                .findFirst()
                .orElseThrow();
        if (type.equals("Subscription")) {
            return (asksForOne(field) ? Relation.OWNED : EnumSet.of(Relation.NONE))
                    .stream()
                            .map(relation -> new Cell(coordinate, relation, null, field, null))
                            .toList();
        }
        Route route = type.equals("Query") || type.equals("Mutation")
                ? new Route((GraphQLObjectType) Objects.requireNonNull(schema.getType(type)), field, List.of())
                : Objects.requireNonNull(routes.get(type), () -> "Nothing leads to " + type);
        return relations(route, coordinate).stream()
                .map(relation -> new Cell(coordinate, relation, route, field, null))
                .toList();
    }

    /** Whether it is asked for one thing by a name of it. */
    private static boolean asksForOne(GraphQLFieldDefinition field) {
        return field.getArguments().stream().anyMatch(argument -> LOOK_UPS.contains(argument.getName()));
    }

    /** For each relation the first command that has it; a reference has commands that are about it. */
    private static List<Cell> of(String coordinate, List<Template> templates) {
        Map<String, String> about = Map.of(
                "LinkInput.head", "link head",
                "LinkInput.act", "link act",
                "PutLinkInput.head", "putLink head",
                "PutLinkInput.act", "putLink act");
        List<Template> fitting = templates.stream()
                .filter(template -> about.containsKey(coordinate)
                        ? template.name().equals(about.get(coordinate))
                        : template.right() != Policy.Right.REFERRED)
                .toList();
        // What only they hold goes by them.
        fitting = fitting.isEmpty() ? templates : fitting;
        if (fitting.isEmpty()) {
            throw new IllegalStateException("Put %s into one of the Templates".formatted(coordinate));
        }
        Map<Relation, Cell> cells = new EnumMap<>(Relation.class);
        for (Template template : fitting) {
            template.relations()
                    .forEach(relation ->
                            cells.putIfAbsent(relation, new Cell(coordinate, relation, null, null, template)));
        }
        return List.copyOf(cells.values());
    }

    /** Whose the records behind a coordinate may be. */
    private static Set<Relation> relations(Route route, String coordinate) {
        if (coordinate.startsWith("Restriction.")) {
            return Relation.RESTRICTED;
        } else if (STARTS.containsKey(coordinate) && !"Requires".equals(STARTS.get(coordinate))) {
            return Relation.OWNED;
        }
        Set<String> arguments = route.entry().getArguments().stream()
                .map(GraphQLArgument::getName)
                .collect(Collectors.toSet());
        if (route.root().getName().equals("Mutation")) {
            return Relation.OWNED;
        } else if (asksForOne(route.entry())) {
            return relations(OF_A_RECORD.contains(route.found()) ? "Record" : route.found(), route);
        } else if (Set.of("records", "transfers", "digitalProfile", "profileDifference")
                .contains(route.entry().getName())) {
            // It is always asked of an authority.
            return Relation.OWNED;
        } else if (Stream.of("owner", "subject").anyMatch(arguments::contains)) {
            return EnumSet.of(Relation.OWN, Relation.FOREIGN, Relation.NONE);
        }
        return EnumSet.of(Relation.NONE);
    }

    private static Set<Relation> relations(String found, Route route) {
        if (ASSETS.contains(found)) {
            return Relation.ALL_BUT_NONE;
        } else if (OWNED.contains(found)) {
            return Relation.OWNED;
        } else if (INTERFACES.contains(found)) {
            // A function is nobody's; it is no asset, and has no owner whose money could be asked for.
            return found.equals("Asset") || route.entry().getName().equals("spendingTrace") || leadsOn(route)
                    ? Relation.ALL_BUT_NONE
                    : EnumSet.allOf(Relation.class);
        }
        return found.equals("Link") ? Relation.ALL_BUT_NONE : EnumSet.of(Relation.NONE);
    }

    private static boolean leadsOn(Route route) {
        return route.hops().stream().anyMatch(hop -> !hop.isFragment());
    }

    /** The kind of record that a question starts at. */
    static String start(Cell cell) {
        String found = cell.way().found();
        if (STARTS.containsKey(cell.coordinate())) {
            return Objects.requireNonNull(STARTS.get(cell.coordinate()));
        } else if (found.equals("SpendingTrace")) {
            return "SpendingLine";
        }
        if (INTERFACES.contains(found) || OF_A_RECORD.contains(found)) {
            return cell.relation() == Relation.NONE ? "Function" : "TechnicalAsset";
        }
        return found;
    }

    /** What the policy says comes of it. */
    static Outcome expected(Cell cell, Who who) {
        if (cell.isView()) {
            // Another authority than the first is never named as his own.
            boolean another = cell.coordinate().endsWith(".subject");
            return Policy.question("ACROSS", who, another ? Relation.NONE : cell.relation());
        } else if (cell.named()) {
            return Policy.exists(who, cell.relation(), "Record") ? Outcome.ALLOW : Outcome.HIDDEN;
        }
        if (cell.isSubscription()) {
            Outcome passes = Policy.question(SchemaWalk.rule(cell.leaf()).orElseThrow(), who, cell.relation());
            return passes == Outcome.ALLOW && asksForOne(cell.leaf()) && !Policy.exists(who, cell.relation(), "Upload")
                    ? Outcome.HIDDEN
                    : passes;
        }
        Template template = cell.template();
        return template == null ? ofQuestion(cell, who) : Policy.command(template.right(), who, cell.relation());
    }

    private static Outcome ofQuestion(Cell cell, Who who) {
        Route route = cell.way();
        String rule = SchemaWalk.rule(route.entry()).orElseThrow();
        if (route.root().getName().equals("Mutation") && !cell.isEntry()) {
            return Policy.command(Policy.Right.OF_OWNER, who, cell.relation());
        }
        // Who may ask of his own authority may not for that of all that are below it.
        boolean beyond = cell.coordinate().endsWith("(below:)");
        Outcome entry = Policy.question(rule, who, beyond ? Relation.NONE : cell.relation());
        if (entry == Outcome.ALLOW && cell.coordinate().endsWith(":)")) {
            entry = Policy.selection(argumentRule(cell), who, cell.relation());
        }
        if (entry != Outcome.ALLOW) {
            return entry;
        }
        if (asksForOne(route.entry()) && !Policy.exists(who, cell.relation(), route.found())) {
            return Outcome.HIDDEN;
        } else if (rule.equals("MONEY") && !Policy.seesMoney(who, cell.relation())) {
            return Outcome.DENY;
        }
        if (cell.isEntry()) {
            return Outcome.ALLOW;
        }
        return SchemaWalk.rules(route, cell.leaf()).stream()
                .map(each -> Policy.field(each, who, cell.relation()))
                .filter(each -> each != Outcome.ALLOW)
                .findFirst()
                .orElse(Outcome.ALLOW);
    }

    /** The rule of the argument that a coordinate ends with. */
    private static String argumentRule(Cell cell) {
        String coordinate = cell.coordinate();
        String name = coordinate.substring(coordinate.indexOf('(') + 1, coordinate.length() - ":)".length());
        return SchemaWalk.rule(cell.way().entry().getArgument(name)).orElseThrow();
    }

    /** The policy as it is committed: a change of a rule is a change of a line. */
    static String csv(Collection<Cell> cells) {
        StringBuilder csv = new StringBuilder("coordinate,relation");
        for (Who who : Who.values()) {
            csv.append(',').append(who.label());
        }
        csv.append('\n');
        for (Cell cell : cells) {
            csv.append(cell.coordinate()).append(',').append(cell.relation().label());
            for (Who who : Who.values()) {
                csv.append(',').append(expected(cell, who));
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    /** A question as a field with an alias. */
    static String text(Cell cell, String alias, Holdings held) {
        Route route = cell.way();
        StringBuilder text =
                new StringBuilder("%s: %s%s".formatted(alias, route.entry().getName(), arguments(cell, held)));
        int open = 0;
        if (cell.isEntry()) {
            return text.append(SchemaWalk.isObject(cell.leaf()) ? " { __typename }" : "")
                    .toString();
        }
        for (Hop hop : route.hops()) {
            GraphQLFieldDefinition field = hop.field();
            text.append(field == null ? " { ... on " + hop.type() : " { " + field.getName() + page(field));
            open++;
        }
        text.append(" { ").append(cell.leaf().getName()).append(page(cell.leaf()));
        text.append(SchemaWalk.isObject(cell.leaf()) ? " { __typename }" : "");
        return text.append(" }".repeat(open + 1)).toString();
    }

    /** What a list below a question must be given. */
    private static String page(GraphQLFieldDefinition field) {
        if (field.getArgument("section") != null) {
            return "(section: TECHNICAL, rating: \"IN_USE\", first: 100)";
        }
        return field.getArgument("first") == null ? "" : "(first: 100)";
    }

    private static String arguments(Cell cell, Holdings held) {
        Map<String, String> given = new LinkedHashMap<>();
        for (GraphQLArgument argument : cell.way().entry().getArguments()) {
            String value = argument(cell, argument, held);
            if (value != null) {
                given.put(argument.getName(), value);
            } else if (GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue()) {
                throw new IllegalStateException(
                        "Say in the Matrix what to give for %s(%s:)".formatted(cell.coordinate(), argument.getName()));
            }
        }
        return given.isEmpty()
                ? ""
                : given.entrySet().stream()
                        .map(argument -> argument.getKey() + ": " + argument.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static @Nullable String argument(Cell cell, GraphQLArgument argument, Holdings held) {
        Relation relation = cell.relation();
        return switch (argument.getName()) {
            case "first" -> "100";
            // The first event, whose pack is everybody's, and the tree that it makes alone.
            case "position" -> "0";
            // Before anything began, and today.
            case "from" -> bare(argument.getType()).equals(VIEW) ? "{asOf: \"2019-06-01\"}" : "1";
            case "to" -> bare(argument.getType()).equals(VIEW) ? "{}" : null;
            case "year" -> String.valueOf(relation.restricted() ? Holdings.RESTRICTED_YEAR : Holdings.YEAR);
            case "atLeast" -> String.valueOf(held.position());
            case "id", "of" -> quoted(held.id(start(cell), relation));
            case "earlier" -> quoted(held.id("Earlier", relation));
            case "later" -> quoted(held.id("Import", relation));
            case "record" ->
                quoted(relation == Relation.NONE ? held.id("Function", relation) : held.id("SpendingLine", relation));
            case "ref" -> "{id: %s}".formatted(quoted(held.id(start(cell), relation)));
            case "kind" -> kind(start(cell).replace("RecordConnection", "TechnicalAsset"));
            case "owner", "subject" -> relation == Relation.NONE ? null : quoted(held.id("Subject", relation));
            case "states" -> "[COVERED, PARTIAL, PLANNED, NONE, NOT_REPORTED, WITHHELD]";
            case "outcomes" -> "[NO_MEASURE, NO_INDICATOR, NO_ACTUAL, NO_PLAN, MISSED, REACHED]";
            case "criticality" -> cell.coordinate().endsWith("(criticality:)") ? "CRITICAL" : null;
            case "authority" -> quoted(held.id("Subject", relation));
            case "below" -> cell.coordinate().endsWith("(below:)") ? "true" : null;
            case "holder" -> cell.coordinate().endsWith("(holder:)") ? quoted("somebody") : null;
            default -> null;
        };
    }

    private static String kind(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /**
     * What is null without being hidden: an asset that is not restricted has no restriction, a first version nothing
     * before it, a change just made no receipt, and a sum over a restricted system is not told of so few lines.
     */
    static boolean mayBeAbsent(Cell cell) {
        return (cell.coordinate().endsWith(".restriction") && !cell.relation().restricted())
                || cell.coordinate().equals("Change.receipt")
                || cell.coordinate().equals("OriginTotal.figures")
                || FIRST_HAVE_NONE.contains(cell.coordinate());
    }
}

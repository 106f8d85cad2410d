package assetledger.api.access;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything in a schema that somebody may or may not have, and the shortest way to it. */
final class SchemaWalk {
    private final GraphQLSchema schema;

    SchemaWalk(GraphQLSchema schema) {
        this.schema = schema;
    }

    /** The rule that stands at an element; absent where it has none. */
    static Optional<String> rule(GraphQLDirectiveContainer element) {
        GraphQLAppliedDirective directive = element.getAppliedDirective("access");
        return Optional.ofNullable(directive)
                .map(applied -> applied.getArgument("to").<String>getValue());
    }

    /** Every field, every field of an input, and every argument that has a rule of its own, by its coordinate. */
    Map<String, GraphQLDirectiveContainer> coordinates() {
        Map<String, GraphQLDirectiveContainer> all = new TreeMap<>();
        containers()
                .forEach(type -> type.getFieldDefinitions().forEach(field -> {
                    all.put(type.getName() + "." + field.getName(), field);
                    for (GraphQLArgument argument : field.getArguments()) {
                        if (rule(argument).isPresent()) {
                            all.put(
                                    "%s.%s(%s:)".formatted(type.getName(), field.getName(), argument.getName()),
                                    argument);
                        }
                    }
                }));
        inputs().forEach(type ->
                type.getFields().forEach(field -> all.put(type.getName() + "." + field.getName(), field)));
        return all;
    }

    private Stream<GraphQLNamedType> types() {
        return schema.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .sorted(Comparator.comparing(GraphQLNamedType::getName));
    }

    Stream<GraphQLFieldsContainer> containers() {
        return types().filter(GraphQLFieldsContainer.class::isInstance).map(GraphQLFieldsContainer.class::cast);
    }

    Stream<GraphQLInputObjectType> inputs() {
        return types().filter(GraphQLInputObjectType.class::isInstance).map(GraphQLInputObjectType.class::cast);
    }

    /** A step from an object to another: through a field, or where that is absent by what it turns out to be. */
    record Hop(String type, @Nullable GraphQLFieldDefinition field) {
        boolean isFragment() {
            return field == null;
        }
    }

    /** The way from a root to objects of a type. */
    record Route(GraphQLObjectType root, GraphQLFieldDefinition entry, List<Hop> hops) {
        private Route with(Hop hop) {
            List<Hop> more = new ArrayList<>(hops);
            more.add(hop);
            return new Route(root, entry, List.copyOf(more));
        }

        /** The first type that the entry's answer must turn out to be; its own where nothing narrows it. */
        String found() {
            return hops.isEmpty() || !hops.get(0).isFragment()
                    ? bare(entry).getName()
                    : hops.get(0).type();
        }
    }

    private static GraphQLNamedType bare(GraphQLFieldDefinition field) {
        return (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getType());
    }

    /** Whether a field leads to something that has fields itself. */
    static boolean isObject(GraphQLFieldDefinition field) {
        return bare(field) instanceof GraphQLFieldsContainer;
    }

    /** The shortest way to each type, from questions rather than from commands. */
    Map<String, Route> routes() {
        Map<String, Route> routes = new LinkedHashMap<>();
        for (GraphQLObjectType root : roots()) {
            Deque<String> next = new ArrayDeque<>();
            // What may turn out to be anything leads to restricted records, too.
            root.getFieldDefinitions().stream()
                    .sorted(Comparator.comparing(field -> !(bare(field) instanceof GraphQLInterfaceType)))
                    .forEach(field -> reach(bare(field), new Route(root, field, List.of()), routes, next));
            while (!next.isEmpty()) {
                expand(next.remove(), routes, next);
            }
        }
        return routes;
    }

    /** Where answers are asked for; a subscription's come by themselves, later. */
    private List<GraphQLObjectType> roots() {
        List<GraphQLObjectType> roots = new ArrayList<>(List.of(Objects.requireNonNull(schema.getQueryType())));
        Optional.ofNullable(schema.getMutationType()).ifPresent(roots::add);
        return roots;
    }

    private void expand(String name, Map<String, Route> routes, Deque<String> next) {
        GraphQLFieldsContainer type = (GraphQLFieldsContainer) Objects.requireNonNull(schema.getType(name));
        Route here = Objects.requireNonNull(routes.get(name));
        if (type instanceof GraphQLInterfaceType above) {
            below(above)
                    .forEach(narrower -> reach(narrower, here.with(new Hop(narrower.getName(), null)), routes, next));
        }
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            reach(bare(field), here.with(new Hop(name, field)), routes, next);
        }
    }

    private Stream<GraphQLNamedType> below(GraphQLInterfaceType above) {
        return types().filter(type -> type instanceof GraphQLImplementingType implementing
                && implementing.getInterfaces().stream()
                        .anyMatch(named -> named.getName().equals(above.getName())));
    }

    private static void reach(GraphQLNamedType type, Route route, Map<String, Route> routes, Deque<String> next) {
        if (type instanceof GraphQLFieldsContainer && !routes.containsKey(type.getName())) {
            routes.put(type.getName(), route);
            next.add(type.getName());
        }
    }

    /** The rules along a route to a field, beginning with the entry's. */
    static List<String> rules(Route route, GraphQLFieldDefinition field) {
        List<String> rules = new ArrayList<>();
        route.hops().stream()
                .map(Hop::field)
                .flatMap(Stream::ofNullable)
                .forEach(hop -> rules.add(rule(hop).orElseThrow()));
        rules.add(rule(field).orElseThrow());
        return rules;
    }

    /** The types of the fields of inputs, for who looks for a way into them. */
    Map<String, Map<String, GraphQLInputObjectField>> inputFields() {
        Map<String, Map<String, GraphQLInputObjectField>> all = new HashMap<>();
        inputs().forEach(type -> {
            Map<String, GraphQLInputObjectField> fields = new LinkedHashMap<>();
            type.getFields().forEach(field -> fields.put(field.getName(), field));
            all.put(type.getName(), fields);
        });
        return all;
    }
}

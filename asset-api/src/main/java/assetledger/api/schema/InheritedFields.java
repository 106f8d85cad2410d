package assetledger.api.schema;

import graphql.language.Description;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/** A field that an interface declares has its description, directives and arguments from there, unless it says other. */
@Component
class InheritedFields implements GraphQlSourceBuilderCustomizer {

    @Override
    public void customize(GraphQlSource.SchemaResourceBuilder builder) {
        builder.configureTypeDefinitions(InheritedFields::complete);
    }

    static void complete(TypeDefinitionRegistry schema) {
        // An interface is completed from those that it implements itself before others are from it.
        for (InterfaceTypeDefinition type : schema.getTypes(InterfaceTypeDefinition.class)) {
            replace(schema, type, type.transform(builder -> builder.definitions(fields(type, schema))));
        }
        for (ObjectTypeDefinition type : schema.getTypes(ObjectTypeDefinition.class)) {
            replace(schema, type, type.transform(builder -> builder.fieldDefinitions(fields(type, schema))));
        }
    }

    private static <T extends ImplementingTypeDefinition<T>> void replace(
            TypeDefinitionRegistry schema, T before, T after) {
        schema.remove(before);
        schema.add(after).ifPresent(problem -> {
            throw new IllegalStateException(problem.getMessage());
        });
    }

    private static List<FieldDefinition> fields(ImplementingTypeDefinition<?> type, TypeDefinitionRegistry schema) {
        Map<String, FieldDefinition> declared = new LinkedHashMap<>();
        collect(type, schema, declared);
        List<FieldDefinition> fields = new ArrayList<>();
        for (FieldDefinition field : type.getFieldDefinitions()) {
            FieldDefinition above = declared.get(field.getName());
            fields.add(above == null ? field : inherited(field, above));
        }
        return fields;
    }

    /** The fields of all interfaces above a type; those of the nearest count. */
    private static void collect(
            ImplementingTypeDefinition<?> type, TypeDefinitionRegistry schema, Map<String, FieldDefinition> found) {
        for (Type<?> name : type.getImplements()) {
            InterfaceTypeDefinition above = schema.getTypeOrNull((TypeName) name, InterfaceTypeDefinition.class);
            if (above != null) {
                above.getFieldDefinitions()
                        .forEach(field -> found.merge(field.getName(), field, InheritedFields::inherited));
                collect(above, schema, found);
            }
        }
    }

    private static FieldDefinition inherited(FieldDefinition field, FieldDefinition above) {
        List<Directive> directives = field.getDirectives().isEmpty() ? above.getDirectives() : field.getDirectives();
        return field.transform(builder -> builder.description(or(field.getDescription(), above.getDescription()))
                .directives(directives)
                .inputValueDefinitions(field.getInputValueDefinitions().stream()
                        .map(argument -> described(argument, above))
                        .toList()));
    }

    private static InputValueDefinition described(InputValueDefinition argument, FieldDefinition above) {
        Description description = above.getInputValueDefinitions().stream()
                .filter(known -> known.getName().equals(argument.getName()))
                .findFirst()
                .map(InputValueDefinition::getDescription)
                .orElse(null);
        return argument.transform(builder -> builder.description(or(argument.getDescription(), description)));
    }

    private static @Nullable Description or(@Nullable Description own, @Nullable Description above) {
        return own == null ? above : own;
    }
}

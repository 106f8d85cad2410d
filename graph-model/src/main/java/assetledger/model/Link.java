package assetledger.model;

import java.util.ArrayList;
import java.util.List;

/** A dated tie between two records, owned by its tail; a record of its own, so that it has an id and a history. */
public record Link(LinkKind link, RecordId tail, RecordId head, Validity validity, Terms terms) implements State {
    public Link {
        if (tail.equals(head)) {
            throw new InvalidValue("head", "A %s link ties a record to another one, not to itself".formatted(link));
        }
        for (Term term : Term.values()) {
            if (terms.of(term) != null && !link.allows(term)) {
                throw new InvalidValue(term.field(), "A %s link says nothing of its %s".formatted(link, term.field()));
            }
            if (terms.of(term) == null && link.requires(term)) {
                throw new InvalidValue(term.field(), "A %s link must say its %s".formatted(link, term.field()));
            }
        }
    }

    @Override
    public RecordKind kind() {
        return RecordKind.LINK;
    }

    @Override
    public List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        references.add(new Reference("tail", tail, link.tail()));
        references.add(new Reference("head", head, link.head()));
        references.addAll(Reference.optional("act", terms.act(), RecordKind.LEGAL_ACT));
        references.addAll(functions("added", terms.added()));
        references.addAll(functions("without", terms.without()));
        return references;
    }

    private static List<Reference> functions(String field, List<RecordId> functions) {
        return functions.stream()
                .map(function -> new Reference(field, function, RecordKind.FUNCTION))
                .toList();
    }
}

package assetledger.importer.mapping;

import java.util.List;

/** A mapping that cannot be used; each fault names its place. */
public final class MappingException extends RuntimeException {
    private final transient List<String> faults;

    public MappingException(String mapping, List<String> faults) {
        super("The mapping %s cannot be used:%n  %s".formatted(mapping, String.join("\n  ", faults)));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}

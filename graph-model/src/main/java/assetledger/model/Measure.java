package assetledger.model;

import java.util.List;

/** Work that money pays for: it delivers systems and aims at indicators. */
public record Measure(String name, RecordId owner, Validity period, List<ExternalId> externalIds) implements State {
    public Measure {
        Require.text("name", name, 500);
        externalIds = List.copyOf(externalIds);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.MEASURE;
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference("owner", owner, RecordKind.SUBJECT));
    }
}

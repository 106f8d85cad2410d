package assetledger.model;

import java.util.Arrays;
import java.util.Optional;

/** What a record is about. The label names it in the graph and in GraphQL, the input name in a client's command. */
public enum RecordKind {
    SUBJECT("Subject", "subject"),
    FUNCTION("Function", "function"),
    TECHNICAL_ASSET("TechnicalAsset", "system"),
    LEGAL_ACT("LegalAct", "act"),
    SPENDING_LINE("SpendingLine", "spendingLine"),
    COMPETENCY("Competency", "competency"),
    MEASURE("Measure", "measure"),
    INDICATOR("Indicator", "indicator"),
    DECLARATION("Declaration", "declaration"),
    LINK("Link", "link"),
    PACK("Pack", "pack"),
    GRANT("Grant", "grant"),
    IMPORT("Import", "import"),
    PERSON("Person", "person"),
    POST("Post", "post"),
    TRANSFER("Transfer", "transfer");

    private final String label;
    private final String inputName;

    RecordKind(String label, String inputName) {
        this.label = label;
        this.inputName = inputName;
    }

    public String label() {
        return label;
    }

    public String inputName() {
        return inputName;
    }

    public static Optional<RecordKind> ofInputName(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.inputName.equals(name))
                .findFirst();
    }
}

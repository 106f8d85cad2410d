package assetledger.importer.send;

import assetledger.importer.plan.MappedCommand;
import assetledger.importer.plan.PlannedRow;
import assetledger.importer.send.BatchAnswer.CommandAnswer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Records the batches of an import, each under its own key, so that a run that goes on doubles nothing. */
public final class Recording {
    private final Ledger ledger;
    private final Insistence insistence;
    private final String id;
    private final BatchKeys keys;
    private int batches;

    private Recording(Ledger ledger, Insistence insistence, String id) {
        this.ledger = ledger;
        this.insistence = insistence;
        this.id = id;
        this.keys = new BatchKeys(UUID.fromString(id));
    }

    /** Begins an import, or goes on with the one that the ledger has open for the same tables. */
    public static Recording start(
            Ledger ledger, Insistence insistence, String source, List<Ledger.ImportTable> tables) {
        UUID key = UUID.randomUUID();
        String id = insistence.answer(() -> ledger.startImport(key, source, tables));
        return new Recording(ledger, insistence, id);
    }

    /** Whether the ledger has one open for the same tables: an earlier run was broken off before it had ended it. */
    public static boolean isOpen(Ledger ledger, Insistence insistence, String source, List<Ledger.ImportTable> tables) {
        return insistence.answer(() -> ledger.openImport(source, tables)).isPresent();
    }

    public String id() {
        return id;
    }

    /**
     * Records the batches of one table.
     *
     * @param table its place in the import, counted from 0
     * @param wrong the rows that are not sent, because a preview found them wrong
     */
    public Carrier table(int table, BitSet wrong) {
        return (batch, rows) -> record(table, rows, wrong);
    }

    /** Ends an import that was sent to its end; one that was interrupted stays open, so that it can go on. */
    public void finish(List<Ledger.TableCounts> tables) {
        insistence.answer(() -> ledger.finishImport(keys.ofEnd(), id, tables));
    }

    private BatchAnswer record(int table, List<PlannedRow> rows, BitSet wrong) {
        List<ObjectNode> inputs = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Integer> leftOut = new ArrayList<>();
        for (PlannedRow row : rows) {
            if (wrong.get(row.number()) && !row.commands().isEmpty()) {
                leftOut.add(row.number());
                continue;
            }
            for (MappedCommand command : row.commands()) {
                inputs.add(command.input());
                places.add(row.number());
            }
        }
        UUID key = keys.ofBatch(batches, leftOut);
        batches++;
        BatchAnswer answer = inputs.isEmpty()
                ? new BatchAnswer(false, List.of())
                : insistence.answer(() -> ledger.record(key, inputs, new Ledger.Places(id, table, places)));
        return withLeftOut(answer, rows, wrong);
    }

    private static BatchAnswer withLeftOut(BatchAnswer answer, List<PlannedRow> rows, BitSet wrong) {
        Iterator<CommandAnswer> sent = answer.commands().iterator();
        List<CommandAnswer> all = new ArrayList<>();
        for (PlannedRow row : rows) {
            row.commands().forEach(command -> all.add(wrong.get(row.number()) ? CommandAnswer.LEFT_OUT : sent.next()));
        }
        return new BatchAnswer(answer.replayed(), all);
    }
}

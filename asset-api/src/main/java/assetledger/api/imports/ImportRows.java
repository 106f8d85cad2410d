package assetledger.api.imports;

import assetledger.api.ledger.ImportReads;
import assetledger.api.ledger.ImportReads.RowKey;
import assetledger.api.ledger.ImportRow;
import assetledger.api.ledger.SeenRecords;
import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an import was about, row by row; rows of records that are hidden from a viewer are left out. */
@Component
class ImportRows {
    private static final List<String> OUTCOMES = List.of("ADDED", "CHANGED", "UNCHANGED");

    private final ImportReads imports;
    private final SeenRecords seen;

    ImportRows(ImportReads imports, SeenRecords seen) {
        this.imports = imports;
        this.seen = seen;
    }

    /** A row of an import and the record that it was about, as that stands now; without it where it is hidden. */
    record Told(
            int table,
            int row,
            String outcome,
            RecordId id,
            @Nullable Recorded<State> record) {}

    Mono<Page<Told>> page(RecordId run, int first, @Nullable String after, @Nullable String outcome, Viewer viewer) {
        Cursor cursor = Cursor.in("importRows", viewer.person(), run, outcome);
        RowKey from = cursor.read(after, 3).map(ImportRows::key).orElse(null);
        List<String> outcomes = outcome == null ? OUTCOMES : List.of(outcome);
        return imports.rows(run, from, outcomes, Page.demandFirst(first) + 1)
                .flatMap(rows -> told(rows, viewer))
                .map(rows -> Page.of(rows, first, row -> cursor.after(key(row)), Mono.<Long>empty())
                        .only(row -> row.record() != null));
    }

    private static RowKey key(List<String> key) {
        return new RowKey(
                (int) Cursor.number(key.get(0)), (int) Cursor.number(key.get(1)), RecordId.of("after", key.get(2)));
    }

    private static String[] key(Told row) {
        return new String[] {
            Integer.toString(row.table()), Integer.toString(row.row()), row.id().toString()
        };
    }

    private Mono<List<Told>> told(List<ImportRow> rows, Viewer viewer) {
        return seen.of(rows.stream().map(ImportRow::record).toList(), viewer)
                .map(seen -> rows.stream().map(row -> told(row, seen)).toList());
    }

    private static Told told(ImportRow row, Map<RecordId, Recorded<State>> seen) {
        RecordId id = row.record();
        return new Told(row.place().table(), row.place().row(), row.outcome(), id, seen.get(id));
    }
}

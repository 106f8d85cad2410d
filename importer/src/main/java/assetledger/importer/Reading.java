package assetledger.importer;

import assetledger.importer.plan.ImportPlan;
import assetledger.importer.plan.OpenGroupsException;
import assetledger.importer.send.Carrier;
import assetledger.importer.send.ForbiddenException;
import assetledger.importer.send.Progress.Step;
import assetledger.importer.send.SendException;
import assetledger.importer.send.Sending;
import assetledger.importer.send.Tally;
import assetledger.importer.source.Row;
import assetledger.importer.source.RowSource;
import assetledger.importer.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One reading of all tables of a run: row by row through the plan into batches, and every problem into the findings.
 */
final class Reading {
    private final ImportRequest request;
    private final Tables tables;
    private final Step step;
    private final Findings findings;
    private final List<TableOutcome> outcomes = new ArrayList<>();
    private Tally before = Tally.NOTHING;

    Reading(ImportRequest request, Tables tables, Step step, Findings findings) {
        this.request = request;
        this.tables = tables;
        this.step = step;
        this.findings = findings;
    }

    /**
     * Reads the tables in their order.
     *
     * @param carriers what is done with the batches of a table
     * @return why not all rows were dealt with; empty when all were
     */
    Optional<String> read(IntFunction<Carrier> carriers) {
        Optional<String> stopped = Optional.empty();
        for (int place = 0; place < tables.list().size(); place++) {
            int number = place;
            Table table = tables.list().get(place);
            Sending sending = new Sending(
                    carriers.apply(place),
                    step == Step.SENDING,
                    (row, problems) -> findings.add(number, row, problems),
                    this::tell);
            stopped = stopped.isPresent() ? stopped : read(table, sending);
            outcomes.add(new TableOutcome(
                    table.file(),
                    table.mapping().name(),
                    table.survey().rows(),
                    sending.tally(),
                    findings.first(place),
                    table.survey().notes()));
            before = before.plus(sending.tally());
        }
        return stopped;
    }

    List<TableOutcome> outcomes() {
        return outcomes;
    }

    private Optional<String> read(Table table, Sending sending) {
        try (RowSource rows = table.open()) {
            ImportPlan plan = table.plan();
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (request.stop().getAsBoolean()) {
                    return Optional.of("Stopped as asked");
                }
                plan.take(row.get(), sending::take);
            }
            sending.flush();
            return sending.tally().all() == table.survey().rows()
                    ? Optional.empty()
                    : Optional.of("%s changed while it was read".formatted(table.file()));
        } catch (ForbiddenException forbidden) {
            return refused(table, forbidden);
        } catch (SendException | SourceException | OpenGroupsException e) {
            return Optional.of("%s%s".formatted(tables.isSet() ? table.file() + ": " : "", e.getMessage()));
        }
    }

    /** A table with rows that are not for whoever asks is refused as a whole; a right that ends later only stops it. */
    private Optional<String> refused(Table table, ForbiddenException forbidden) {
        String said = "%s, %s".formatted(table.file(), forbidden.getMessage());
        if (step == Step.CHECKING) {
            throw new ImportRefusedException(said + ". Nothing was recorded", forbidden);
        }
        return Optional.of(said);
    }

    private void tell(Tally ofTable) {
        Tally now = before.plus(ofTable);
        request.progress().at(step, now.all(), tables.rows(), now.reported());
    }
}

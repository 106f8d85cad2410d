package assetledger.importer;

import assetledger.importer.mapping.Mapping;
import assetledger.importer.plan.ImportPlan;
import assetledger.importer.plan.LastRows;
import assetledger.importer.send.Ledger.ImportTable;
import assetledger.importer.source.Row;
import assetledger.importer.source.RowSource;
import assetledger.importer.source.Sources;
import assetledger.importer.source.Survey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table of a run with what its columns mean.
 *
 * @param mappingSha256 of everything that decides what a row becomes: the mapping, and the lookup files where there
 *     are some
 */
record Table(Path path, Mapping mapping, String mappingSha256, Survey survey, LookupTables lookups) {

    static Table of(Path path, Mapping mapping, MappingText text) {
        Survey survey = Survey.of(path, mapping.form());
        mapping.checkColumns(survey.header().names(), survey.header().problems());
        LookupTables lookups = LookupTables.read(mapping, path);
        return new Table(path, mapping, sha256(text, lookups), survey, lookups);
    }

    private static String sha256(MappingText text, LookupTables lookups) {
        if (lookups.sha256s().isEmpty()) {
            return text.sha256();
        }
        List<String> all = new ArrayList<>(List.of(text.sha256()));
        all.addAll(lookups.sha256s());
        return Sha256.of(String.join(" ", all).getBytes(StandardCharsets.UTF_8));
    }

    String file() {
        return path.getFileName().toString();
    }

    RowSource open() {
        return Sources.open(path, mapping.form());
    }

    /** A new plan, for one reading of the table. */
    ImportPlan plan() {
        return new ImportPlan(
                mapping,
                lookups.entries(),
                survey.header().names(),
                survey.rows(),
                mapping.isGrouped() ? last() : null);
    }

    ImportTable described() {
        return new ImportTable(file(), survey.sha256(), mapping.name(), mappingSha256, survey.rows());
    }

    private @Nullable LastRows last() {
        LastRows last = new LastRows(mapping, survey.rows());
        try (RowSource rows = open()) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                last.note(row.get());
            }
        }
        return last;
    }
}

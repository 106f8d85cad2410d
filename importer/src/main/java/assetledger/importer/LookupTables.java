package assetledger.importer;

import assetledger.importer.mapping.CellText;
import assetledger.importer.mapping.Mapping;
import assetledger.importer.mapping.Mapping.LookupFile;
import assetledger.importer.mapping.MappingException;
import assetledger.importer.source.Row;
import assetledger.importer.source.RowSource;
import assetledger.importer.source.Sources;
import assetledger.importer.source.Survey;
import assetledger.importer.source.TableForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lookups of a mapping by name, those in files read from beside the imported file. */
record LookupTables(Map<String, Map<String, String>> entries, List<String> sha256s) {
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_FAULTS = 20;

    static LookupTables read(Mapping mapping, Path imported) {
        Map<String, Map<String, String>> entries = new HashMap<>(mapping.entries());
        List<String> sha256s = new ArrayList<>();
        TableForm form = mapping.form().ofLookups();
        mapping.lookupFiles().forEach((name, lookup) -> {
            Path file = imported.toAbsolutePath().resolveSibling(lookup.file());
            Survey survey = Survey.of(file, form);
            sha256s.add(survey.sha256());
            List<String> faults = new ArrayList<>();
            check(lookup, survey, faults);
            if (faults.isEmpty()) {
                entries.put(name, table(file, form, lookup, faults));
            }
            if (!faults.isEmpty()) {
                throw new MappingException(mapping.name(), faults);
            }
        });
        return new LookupTables(entries, sha256s);
    }

    private static void check(LookupFile lookup, Survey survey, List<String> faults) {
        survey.header()
                .problems()
                .forEach(problem -> faults.add("the lookup file %s: %s".formatted(lookup.file(), problem)));
        for (String column : List.of(lookup.key(), lookup.value())) {
            if (!survey.header().names().contains(column)) {
                faults.add("the lookup file %s has no column '%s'; it has %s"
                        .formatted(
                                lookup.file(),
                                column,
                                String.join(", ", survey.header().names())));
            }
        }
        if (survey.rows() > MOST_ENTRIES) {
            faults.add("the lookup file %s has %d rows; at most %d are held"
                    .formatted(lookup.file(), survey.rows(), MOST_ENTRIES));
        }
    }

    private static Map<String, String> table(Path file, TableForm form, LookupFile lookup, List<String> faults) {
        Map<String, String> table = new HashMap<>();
        try (RowSource rows = Sources.open(file, form)) {
            for (Optional<Row> next = rows.next();
                    next.isPresent() && faults.size() < MOST_FAULTS;
                    next = rows.next()) {
                Row row = next.get();
                if (!row.faults().isEmpty()) {
                    faults.add("%s, row %d: %s"
                            .formatted(
                                    lookup.file(),
                                    row.number(),
                                    row.faults().get(0).sentence()));
                    continue;
                }
                String value = CellText.of(row.cell(lookup.value()));
                String before = table.putIfAbsent(CellText.of(row.cell(lookup.key())), value);
                if (before != null && !before.equals(value)) {
                    faults.add("%s, row %d: '%s' stands for '%s' and for '%s'"
                            .formatted(lookup.file(), row.number(), row.cell(lookup.key()), before, value));
                }
            }
        }
        return table;
    }
}

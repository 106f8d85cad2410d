package assetledger.api.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A set of tables to import, with links, money, rows that repeat others and rows that are wrong. All names begin with a
 * word of their own, and the rest is the same for the same number of rows.
 */
final class ImportedTables {
    static final String SCHEME = "import-test";

    private static final int AUTHORITIES = 20;
    /** One row in so many is there twice, and one in so many more has a wrong value. */
    private static final int REPEATED = 10;

    private static final int WRONG = 25;

    private static final String SET = """
            set: fault-import
            tables:
              - {file: authorities.csv, mapping: authorities.yaml}
              - {file: systems.csv, mapping: systems.yaml}
              - {file: money.csv, mapping: money.yaml}
            """;
    private static final String AUTHORITIES_MAPPING = """
            mapping: authorities
            key: [code]
            records:
              - put:
                  record:
                    subject:
                      name: {column: name, required: true}
                      level: regional
                      externalIds: [{scheme: import-test, value: {column: code, required: true}}]
            """;
    private static final String SYSTEMS_MAPPING = """
            mapping: systems
            key: [code]
            records:
              - put:
                  record:
                    system:
                      name: {column: name, required: true}
                      purpose: {column: purpose, required: true}
                      owner: {external: {scheme: import-test, value: {column: owner, required: true}}}
                      stages: [{stage: operation, from: {column: since, required: true}}]
                      externalIds: [{scheme: import-test, value: {column: code, required: true}}]
              - put:
                  record:
                    measure:
                      name: {column: name, required: true}
                      owner: {external: {scheme: import-test, value: {column: owner, required: true}}}
                      externalIds: [{scheme: import-test-work, value: {column: code, required: true}}]
              - putLink:
                  kind: DELIVERS
                  tail: {external: {scheme: import-test-work, value: {column: code, required: true}}}
                  head: {external: {scheme: import-test, value: {column: code, required: true}}}
                  from: {column: since, required: true}
            """;
    private static final String MONEY_MAPPING = """
            mapping: money
            key: [code]
            records:
              - put:
                  record:
                    spendingLine:
                      name: {column: name, required: true}
                      owner: {external: {scheme: import-test, value: {column: owner, required: true}}}
                      currency: RUB
                      stages: [{stage: executing, from: "2025-01-01"}]
                      amounts: [{year: 2025, amount: {column: amount, required: true}}]
                      externalIds: [{scheme: import-test, value: {column: code, required: true}}]
              - putLink:
                  kind: PAYS_FOR
                  tail: {external: {scheme: import-test, value: {column: code, required: true}}}
                  head: {external: {scheme: import-test-work, value: {column: pays for, required: true}}}
                  from: "2025-01-01"
            """;

    private ImportedTables() {}

    /**
     * Writes the set into a directory.
     * @param word begins all names
     * @param rows of systems, and of money
     * @return the file of the set's mapping
     */
    static Path write(Path directory, String word, int rows) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("authorities.yaml"), AUTHORITIES_MAPPING);
        Files.writeString(directory.resolve("systems.yaml"), SYSTEMS_MAPPING);
        Files.writeString(directory.resolve("money.yaml"), MONEY_MAPPING);
        List<String> authorities = new ArrayList<>();
        for (int i = 0; i < AUTHORITIES; i++) {
            authorities.add("%s-a%d,%s authority %d".formatted(word, i, word, i));
        }
        List<String> systems = new ArrayList<>();
        List<String> money = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            systems.add("%s-s%d,%s system %d,\"Keeps, and counts\",%s-a%d,%s"
                    .formatted(word, i, word, i, word, i % AUTHORITIES, i % WRONG == 1 ? "soon" : "2020-01-01"));
            money.add("%s-m%d,%s line %d,%s-a%d,%s,%s-s%d"
                    .formatted(word, i, word, i, word, i % AUTHORITIES, i % WRONG == 2 ? "much" : i + ".50", word, i));
        }
        write(directory.resolve("authorities.csv"), "code,name", authorities);
        write(directory.resolve("systems.csv"), "code,name,purpose,owner,since", repeating(systems));
        write(directory.resolve("money.csv"), "code,name,owner,amount,pays for", repeating(money));
        Path set = directory.resolve("set.yaml");
        Files.writeString(set, SET);
        return set;
    }

    /** Some rows come again, not at once. */
    private static List<String> repeating(List<String> rows) {
        List<String> all = new ArrayList<>(rows);
        for (int i = 0; i < rows.size(); i += REPEATED) {
            all.add(rows.get(i));
        }
        Collections.shuffle(all.subList(rows.size(), all.size()), new Random(1));
        return all;
    }

    private static void write(Path file, String header, List<String> rows) throws IOException {
        Files.writeString(file, header + "\n" + String.join("\n", rows) + "\n");
    }
}

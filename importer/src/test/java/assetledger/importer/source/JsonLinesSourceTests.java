package assetledger.importer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesSourceTests {
    @TempDir
    private Path folder;

    @Test
    void namesColumnsByTheirPathAndCountsLines() throws IOException {
        Path file = Files.writeString(folder.resolve("table.jsonl"), """
                {"id": 1, "owner": {"name": "A", "since": null}, "tags": ["x", "y"]}

                {"id": "2", "active": true, "empty": {}}
                """);

        try (RowSource source = Sources.open(file, TableForm.jsonl())) {
            Row first = source.next().orElseThrow();
            Row second = source.next().orElseThrow();

            assertThat(source.header().names())
                    .containsExactly("id", "owner.name", "owner.since", "tags", "tags[2]", "active");
            assertThat(first.cells()).containsExactly("1", "A", "", "x", "y", "");
            assertThat(second.cells()).containsExactly("2", "", "", "", "", "true");
            assertThat(second.number()).isEqualTo(3);
            assertThat(source.next()).isEmpty();
        }
    }

    @Test
    void keepsTheDigitsOfNumbersAndMarksThem() throws IOException {
        Path file = Files.writeString(
                folder.resolve("table.jsonl"), "{\"a\": 12345678901234567890.10, \"b\": \"1,5\", \"c\": 1e2}\n");

        try (RowSource source = Sources.open(file, TableForm.jsonl())) {
            Row row = source.next().orElseThrow();

            assertThat(row.cells()).containsExactly("12345678901234567890.10", "1,5", "1e2");
            assertThat(row.isPlain("a")).isTrue();
            assertThat(row.isPlain("b")).isFalse();
        }
    }
}

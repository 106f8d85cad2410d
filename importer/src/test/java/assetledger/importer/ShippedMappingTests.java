package assetledger.importer;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.importer.mapping.MappingReader;
import assetledger.importer.mapping.TableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedMappingTests {
    @Test
    void everyShippedMappingCanBeReadSaysItsSourceAndIsListed() throws IOException {
        for (String name : MappingText.shippedNames()) {
            String text = MappingText.find(name).text();
            Optional<TableSet> set = TableSet.read(name, text);
            if (set.isPresent()) {
                assertThat(set.get().tables())
                        .extracting(TableSet.Table::mapping)
                        .isSubsetOf(MappingText.shippedNames());
            } else {
                assertThat(MappingReader.read(name, text).source()).isNotEmpty();
            }
        }
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/mappings"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")))
                    .hasSize(MappingText.shippedNames().size());
        }
    }
}

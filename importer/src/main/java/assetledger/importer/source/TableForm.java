package assetledger.importer.source;

import java.nio.charset.Charset;

/** How a CSV file is written: its encoding and the character between its cells. A byte order mark is skipped. */
public record CsvForm(Charset encoding, char separator) {}

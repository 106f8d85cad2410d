package assetledger.importer.table;

import java.util.List;

/** A column of a table: the fields on the way from a row to a value, by the names that the answer gives them. */
record Column(List<String> path) {
    Column {
        path = List.copyOf(path);
    }

    /** Such as {@code owner.name}. */
    String name() {
        return String.join(".", path);
    }

    boolean isBelow(List<String> list) {
        return path.size() > list.size() && path.subList(0, list.size()).equals(list);
    }
}

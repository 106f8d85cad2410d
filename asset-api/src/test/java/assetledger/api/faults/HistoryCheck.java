package assetledger.api.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import assetledger.api.faults.Journal.Line;
import assetledger.api.faults.Journal.Told;
import assetledger.api.faults.Journal.What;
import assetledger.api.faults.StoredLedger.Claim;
import assetledger.api.faults.StoredLedger.Head;
import assetledger.api.faults.StoredLedger.Stored;
import assetledger.event.CanonicalJson;
import assetledger.event.Envelope;
import assetledger.model.RecordKind;
import assetledger.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a ledger against the journal of all its clients: what they were told must be there, what is there must have been
 * asked for, and the ledger must agree with itself. Each request of the journal registers one record.
 */
final class HistoryCheck {
    /** What the server records of its own accord. */
    private static final String OWN_KIND = RecordKind.PACK.name();

    private final StoredLedger ledger;
    private final Map<UUID, List<Line>> requests;
    private final Map<UUID, List<Stored>> byKey;
    private final Map<String, List<Stored>> byExternalId = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private HistoryCheck(List<Line> journal, StoredLedger ledger) {
        this.ledger = ledger;
        requests = journal.stream().collect(groupingBy(Line::key, LinkedHashMap::new, toList()));
        byKey = ledger.events().stream().collect(groupingBy(HistoryCheck::key));
        ledger.events()
                .forEach(event -> event.externalIds()
                        .forEach(name -> byExternalId
                                .computeIfAbsent(name, first -> new ArrayList<>())
                                .add(event)));
    }

    /**
     * All that is wrong.
     * @return sentences that begin with the invariant's number; empty where the ledger is right
     */
    static List<String> violations(List<Line> journal, StoredLedger ledger) {
        HistoryCheck check = new HistoryCheck(journal, ledger);
        check.requests.values().forEach(check::request);
        ledger.events().forEach(check::wasAskedFor);
        check.structure();
        return List.copyOf(check.violations);
    }

    /** I3 and I4 alone: what the ledger itself tells. */
    static List<String> structure(StoredLedger ledger) {
        HistoryCheck check = new HistoryCheck(List.of(), ledger);
        check.structure();
        return List.copyOf(check.violations);
    }

    private void structure() {
        positionsHaveNoGap();
        recordsAreChains();
        timeNeverGoesBack();
        derivedTablesAgree();
    }

    private void request(List<Line> lines) {
        Line request = lines.get(0);
        List<Stored> stored = byKey.getOrDefault(request.key(), List.of());
        Told told = told(lines);
        boolean open = lines.stream().anyMatch(line -> line.what() == What.UNKNOWN);
        if (told != null) {
            acknowledged(request, told, stored);
            demand(open || !told.replayed(), () -> "I1: %s was answered once, and as a replay".formatted(request));
        } else if (open) {
            demand(stored.size() <= 1, () -> "I1: %s is stored twice: %s".formatted(request, brief(stored)));
        } else {
            demand(stored.isEmpty(), () -> "I2: %s was not taken, but is stored: %s".formatted(request, brief(stored)));
        }
    }

    /** I1: what was acknowledged is stored exactly once, where the client was told it is. */
    private void acknowledged(Line request, Told told, List<Stored> stored) {
        boolean there = stored.size() == 1
                && stored.get(0).record().equals(told.id())
                && stored.get(0).position() == told.position()
                && stored.get(0).version() == 1
                && byExternalId.getOrDefault(request.externalId(), List.of()).equals(stored);
        demand(there, () -> "I1: %s was acknowledged as %s, but stored is %s".formatted(request, told, brief(stored)));
    }

    /** Where a client was told that its request is; several answers must be the same. */
    private @Nullable Told told(List<Line> lines) {
        List<Told> answers =
                lines.stream().map(Line::told).filter(Objects::nonNull).toList();
        long different = answers.stream()
                .map(told -> told.id() + "@" + told.position())
                .distinct()
                .count();
        demand(different <= 1, () -> "I1: %s was answered in several ways: %s".formatted(lines.get(0), answers));
        return answers.isEmpty() ? null : answers.get(0);
    }

    /** I2: what is stored was asked for, by that key and under that name. */
    private void wasAskedFor(Stored event) {
        if (event.kind().equals(OWN_KIND)) {
            return;
        }
        List<Line> asked = requests.getOrDefault(key(event), List.of());
        demand(!asked.isEmpty(), () -> "I2: nobody asked for %s".formatted(brief(event)));
        demand(
                asked.stream().allMatch(line -> event.externalIds().equals(List.of(line.externalId()))),
                () -> "I2: %s is stored under another name than was asked for: %s"
                        .formatted(brief(event), event.externalIds()));
    }

    /** I3: size, count and last position tell the same. */
    private void positionsHaveNoGap() {
        List<Stored> events = ledger.events();
        long last = events.isEmpty() ? -1 : events.get(events.size() - 1).position();
        demand(
                ledger.size() == events.size() && ledger.size() == last + 1,
                () -> "I3: the ledger's size is %d, but it has %d events and the last is at %d"
                        .formatted(ledger.size(), events.size(), last));
    }

    /** I4: each record's versions are 1 to n, each leaf is what was hashed, and names the one before and its payload. */
    private void recordsAreChains() {
        Map<UUID, Stored> last = new HashMap<>();
        for (Stored event : ledger.events()) {
            Stored before = last.put(event.record(), event);
            Map<String, Object> leaf = CanonicalJson.read(event.leaf());
            int version = before == null ? 1 : before.version() + 1;
            demand(event.version() == version, () -> "I4: %s should have version %d".formatted(brief(event), version));
            demand(
                    Hash.leaf(utf8(event.leaf())).hex().equals(event.leafHash()),
                    () -> "I4: the leaf of %s does not have the hash %s".formatted(brief(event), event.leafHash()));
            demand(
                    Envelope.commitment(HexFormat.of().parseHex(event.salt()), utf8(event.body()))
                            .equals(leaf.get("pc")),
                    () -> "I4: the payload of %s is not the one that its leaf commits to".formatted(brief(event)));
            says(event, leaf, "prev", before == null ? Envelope.NOTHING_BEFORE : before.leafHash());
            says(event, leaf, "ver", event.version());
            says(event, leaf, "origin", ledger.origin());
            says(event, leaf, "stream", RecordKind.valueOf(event.kind()).inputName() + "/" + event.record());
        }
    }

    private void says(Stored event, Map<String, Object> leaf, String member, Object expected) {
        String said = String.valueOf(leaf.get(member));
        demand(
                said.equals(expected.toString()),
                () -> "I4: the leaf of %s says %s = %s, and should say %s"
                        .formatted(brief(event), member, said, expected));
    }

    private void timeNeverGoesBack() {
        Instant before = Instant.MIN;
        for (Stored event : ledger.events()) {
            Instant recorded = Instant.parse(
                    String.valueOf(CanonicalJson.read(event.leaf()).get("rec")));
            demand(
                    !recorded.isBefore(before),
                    () -> "I4: %s was recorded before the event before it".formatted(brief(event)));
            before = recorded;
        }
    }

    /** I4: what the ledger derives from events in the same transaction says the same as they do. */
    private void derivedTablesAgree() {
        Map<UUID, Stored> last = new HashMap<>();
        ledger.events().forEach(event -> last.put(event.record(), event));
        List<Head> heads = last.values().stream()
                .map(event -> new Head(event.record(), event.version(), event.position(), event.leafHash()))
                .toList();
        same("heads", heads, ledger.heads());
        List<Claim> claims = last.values().stream()
                .flatMap(event -> event.externalIds().stream().map(name -> new Claim(name, event.record())))
                .toList();
        same("claims to identifiers", claims, ledger.claims());
        List<UUID> keys = byKey.keySet().stream().toList();
        same(
                "keys of remembered answers",
                keys,
                ledger.answers().stream().map(StoredLedger.Remembered::key).toList());
    }

    private <T> void same(String what, List<T> expected, List<T> found) {
        List<T> missing = new ArrayList<>(expected);
        missing.removeAll(new HashSet<>(found));
        List<T> extra = new ArrayList<>(found);
        extra.removeAll(new HashSet<>(expected));
        demand(
                missing.isEmpty() && extra.isEmpty() && expected.size() == found.size(),
                () -> "I4: the %s are not those of the events: missing %s, too many %s"
                        .formatted(what, missing, extra));
    }

    private void demand(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            violations.add(otherwise.get());
        }
    }

    private static UUID key(Stored event) {
        return UUID.fromString(String.valueOf(CanonicalJson.read(event.leaf()).get("cmd")));
    }

    private static List<String> brief(List<Stored> events) {
        return events.stream().map(HistoryCheck::brief).toList();
    }

    private static String brief(Stored event) {
        return "%s/%s version %d at %d".formatted(event.kind(), event.record(), event.version(), event.position());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

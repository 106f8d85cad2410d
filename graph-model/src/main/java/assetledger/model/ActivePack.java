package assetledger.model;

import java.util.List;
import java.util.regex.Pattern;

/** Which content of a pack is in force; the content itself is kept by its hash (64 hexadecimal digits of SHA-256). */
public record ActivePack(String pack, int packVersion, String sha256) implements State {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public ActivePack {
        Require.text("pack", pack, 60);
        if (!HASH.matcher(sha256).matches()) {
            throw new InvalidValue("sha256", "A content hash has 64 hexadecimal digits, but this is '" + sha256 + "'");
        }
    }

    @Override
    public RecordKind kind() {
        return RecordKind.PACK;
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }
}

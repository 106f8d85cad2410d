package assetledger.api.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Which of the types that there are answers in a client likes best. */
final class MediaChoice {
    /** The first is for whoever has no preference. */
    private static final List<MediaType> OFFERED =
            List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_GRAPHQL_RESPONSE, MediaType.TEXT_EVENT_STREAM);

    private MediaChoice() {}

    /**
     * The type with the highest quality, and of equals the one that is named first.
     * @param accepted as the client lists them
     * @return null where none will do
     */
    static @Nullable MediaType of(List<MediaType> accepted) {
        if (accepted.isEmpty()) {
            return OFFERED.get(0);
        }
        MediaType best = null;
        MediaType bestRange = null;
        for (MediaType offered : OFFERED) {
            MediaType range = closest(offered, accepted);
            if (range != null
                    && range.getQualityValue() > 0
                    && (bestRange == null || isBetter(range, bestRange, accepted))) {
                best = offered;
                bestRange = range;
            }
        }
        return best;
    }

    /** What the client says of a type: the closest of the ranges that it is in. */
    private static @Nullable MediaType closest(MediaType offered, List<MediaType> accepted) {
        MediaType closest = null;
        for (MediaType range : accepted) {
            if (holds(range, offered) && (closest == null || closeness(range) > closeness(closest))) {
                closest = range;
            }
        }
        return closest;
    }

    private static boolean holds(MediaType range, MediaType offered) {
        boolean readable = range.getCharset() == null || range.getCharset().equals(StandardCharsets.UTF_8);
        // Nobody who takes anything waits for a stream of events.
        boolean meant = !offered.equals(MediaType.TEXT_EVENT_STREAM) || range.isConcrete();
        return readable && meant && range.includes(offered);
    }

    private static int closeness(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }

    private static boolean isBetter(MediaType range, MediaType best, List<MediaType> accepted) {
        int byQuality = Double.compare(range.getQualityValue(), best.getQualityValue());
        return byQuality != 0 ? byQuality > 0 : accepted.indexOf(range) < accepted.indexOf(best);
    }
}

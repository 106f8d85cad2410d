package assetledger.api.access;

import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.model.Grant;
import assetledger.model.Recorded;
import assetledger.model.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Asks who may do what. */
@Controller
class AccessQueries {
    private static final String LIST = "grants";

    private final Grants grants;

    AccessQueries(Grants grants) {
        this.grants = grants;
    }

    @QueryMapping
    Viewer me(@ContextValue Viewer viewer) {
        return viewer;
    }

    @QueryMapping
    Page<Recorded<Grant>> grants(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable String holder,
            @ContextValue Viewer viewer) {
        Cursor cursor = Cursor.in(LIST, viewer.person(), holder);
        String from = cursor.read(after, 1).map(key -> key.get(0)).orElse("");
        List<Recorded<Grant>> all = grants.all().stream()
                .filter(grant -> holder == null || grant.state().holder().equals(holder))
                .toList();
        List<Recorded<Grant>> rows = all.stream()
                .filter(grant -> grant.id().toString().compareTo(from) > 0)
                .limit(Page.demandFirst(first) + 1L)
                .toList();
        return Page.of(rows, first, grant -> cursor.after(grant.id().toString()), Mono.just((long) all.size()));
    }
}

package assetledger.api.profile;

import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.profile.DigitalProfile.ProfileFigure;
import assetledger.api.records.PastViews;
import assetledger.graph.Graph;
import assetledger.model.InvalidValue;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.profile.Section;
import graphql.schema.DataFetchingEnvironment;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Asks for profiles. */
@Controller
class ProfileQueries {
    private final Views views;
    private final Differences differences;

    ProfileQueries(Views views, Differences differences) {
        this.views = views;
        this.differences = differences;
    }

    @QueryMapping
    Mono<DigitalProfile> digitalProfile(
            @Argument String subject,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable Map<String, Object> knownAt,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        return views.of(new Views.Asked(RecordId.of("subject", subject), asOf, knownAt), viewer, position(atLeast))
                .map(DigitalProfile::new);
    }

    @SchemaMapping(typeName = "ProfileFigure", field = "records")
    Mono<Page<Recorded<State>>> ofFigure(
            ProfileFigure figure,
            @Argument int first,
            @Argument @Nullable String after,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment field) {
        demandOffered(figure.view(), field);
        return page(figure.view(), figure.section(), figure.rating(), first, after, viewer);
    }

    @SchemaMapping(typeName = "DigitalProfile", field = "records")
    Mono<Page<Recorded<State>>> ofProfile(
            DigitalProfile profile,
            @Argument Section section,
            @Argument String rating,
            @Argument int first,
            @Argument @Nullable String after,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment field) {
        demandOffered(profile.view(), field);
        if (!section.ratings().contains(rating)) {
            throw new InvalidValue(
                    "rating",
                    "The ratings of %s are %s, but this is '%s'"
                            .formatted(section, String.join(", ", section.ratings()), rating));
        }
        return page(profile.view(), section, rating, first, after, viewer);
    }

    /** Records of then are of that time, and what they name would be of today. */
    private static void demandOffered(View view, DataFetchingEnvironment field) {
        if (view.knownAt() != null) {
            PastViews.demandOffered(field);
        }
    }

    private static Mono<Page<Recorded<State>>> page(
            View view, Section section, String rating, int first, @Nullable String after, Viewer viewer) {
        Cursor cursor =
                Cursor.in("profile", viewer.person(), view.subject(), view.asOf(), view.knownAt(), section, rating);
        String from = cursor.read(after, 1).map(key -> key.get(0)).orElse("");
        return view.page(section, rating, from, Page.demandFirst(first) + 1)
                .map(rows -> Page.of(rows, first, row -> cursor.after(row.id().toString()), Mono.empty()));
    }

    @QueryMapping
    Mono<ProfileDifference> profileDifference(
            @Argument String subject,
            @Argument Map<String, Object> from,
            @Argument Map<String, Object> to,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        RecordId authority = RecordId.of("subject", subject);
        return Mono.zip(
                        views.of(asked(authority, "from", from), viewer, position(atLeast)),
                        views.of(asked(authority, "to", to), viewer, position(atLeast)))
                .map(both -> differences.of(both.getT1(), both.getT2()));
    }

    @SuppressWarnings("unchecked") // The schema has an object there.
    private static Views.Asked asked(RecordId authority, String name, Map<String, Object> view) {
        return new Views.Asked(
                view.get("subject") instanceof String other ? RecordId.of(name + ".subject", other) : authority,
                (LocalDate) view.get("asOf"),
                (Map<String, Object>) view.get("knownAt"));
    }

    @SchemaMapping(typeName = "ProfileDifference", field = "entries")
    Mono<Page<ProfileDifference.Entry>> entries(
            ProfileDifference difference,
            @Argument int first,
            @Argument @Nullable String after,
            @ContextValue Viewer viewer) {
        Page.demandFirst(first);
        return differences.page(difference, first, after, viewer);
    }

    private static long position(@Nullable Long atLeast) {
        return atLeast == null ? Graph.ANY_POSITION : atLeast;
    }
}

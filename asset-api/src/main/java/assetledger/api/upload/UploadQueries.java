package assetledger.api.upload;

import assetledger.api.access.CurrentViewer;
import assetledger.api.changes.Subscriptions;
import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.model.InvalidValue;
import assetledger.model.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Asks how far somebody's own uploads are; those of others are not there for him. */
@Controller
@ConditionalOnWebApplication
class UploadQueries {
    /** Not more often is somebody told how far an upload is. */
    private static final Duration TOLD = Duration.ofMillis(250);

    private static final TypeReference<List<Map<String, Object>>> PROBLEMS = new TypeReference<>() {};

    private final Jobs jobs;
    private final Uploads uploads;
    private final Subscriptions subscriptions;

    UploadQueries(Jobs jobs, Uploads uploads, Subscriptions subscriptions) {
        this.jobs = jobs;
        this.uploads = uploads;
        this.subscriptions = subscriptions;
    }

    @QueryMapping
    Mono<Upload> upload(@Argument String id, @ContextValue Viewer viewer) {
        return jobs.of(viewer.person(), uuid(id));
    }

    @QueryMapping
    Mono<Page<Upload>> uploads(@Argument int first, @Argument @Nullable String after, @ContextValue Viewer viewer) {
        Cursor cursor = Cursor.in("uploads", viewer.person());
        List<String> from = cursor.read(after, 2).orElse(List.of());
        int rows = Page.demandFirst(first) + 1;
        return (from.isEmpty()
                        ? uploads.of(viewer.person(), null, null, rows)
                        : uploads.of(viewer.person(), Instant.parse(from.get(0)), UUID.fromString(from.get(1)), rows))
                .map(found -> Page.of(
                        found.stream().map(jobs::fresh).toList(),
                        first,
                        upload -> cursor.after(
                                upload.received().toString(), upload.id().toString()),
                        uploads.count(viewer.person())));
    }

    @MutationMapping
    Mono<Upload> stopUpload(@Argument String id, @ContextValue Viewer viewer) {
        return jobs.stop(viewer.person(), uuid(id));
    }

    @SubscriptionMapping
    Flux<Upload> uploadProgress(
            @Argument String id, @ContextValue Viewer viewer, @ContextValue CurrentViewer currentViewer) {
        Flux<Upload> told = jobs.follow(viewer.person(), uuid(id)).sample(TOLD);
        return subscriptions.besides(told, viewer, currentViewer);
    }

    @SchemaMapping(typeName = "Upload")
    List<Map<String, Object>> problems(Upload upload) {
        return JsonMapper.shared().readValue(upload.problemList(), PROBLEMS);
    }

    @SchemaMapping(typeName = "Upload", field = "import")
    @Nullable
    UUID importOf(Upload upload) {
        return upload.importId();
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidValue("id", "An id is a UUID, such as 123e4567-e89b-42d3-a456-426614174000");
        }
    }
}

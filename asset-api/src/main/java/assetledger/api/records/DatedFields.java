package assetledger.api.records;

import assetledger.api.command.Packs;
import assetledger.api.day.AskedDay;
import assetledger.model.Asset;
import assetledger.model.Phase;
import assetledger.model.Post;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.StageInterval;
import assetledger.model.State;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The fields of a record that are told for the day that its question names. */
@Component
class DatedFields implements RuntimeWiringConfigurer {
    private static final List<RecordKind> ASSETS =
            List.of(RecordKind.TECHNICAL_ASSET, RecordKind.LEGAL_ACT, RecordKind.SPENDING_LINE, RecordKind.COMPETENCY);

    private final Packs packs;
    private final Clock clock;

    DatedFields(Packs packs, Clock clock) {
        this.packs = packs;
        this.clock = clock;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        for (RecordKind kind : ASSETS) {
            wiring.type(
                    kind.label(),
                    type -> type.dataFetcher("owner", this::owner)
                            .dataFetcher("stage", this::stage)
                            .dataFetcher("phase", this::phase));
        }
        wiring.type(RecordKind.POST.label(), type -> type.dataFetcher("holder", this::holder));
    }

    /** The day that a field is asked for. */
    LocalDate day(DataFetchingEnvironment field) {
        return AskedDay.of(field).orElseGet(() -> LocalDate.now(clock));
    }

    private CompletableFuture<Recorded<State>> owner(DataFetchingEnvironment field) {
        return RecordFields.loader(field).load(((Asset) state(field)).ownerOn(day(field)));
    }

    private @Nullable StageInterval stage(DataFetchingEnvironment field) {
        return ((Asset) state(field)).stageOn(day(field)).orElse(null);
    }

    private @Nullable Phase phase(DataFetchingEnvironment field) {
        return packs.current().phaseOn((Asset) state(field), day(field)).orElse(null);
    }

    private @Nullable CompletableFuture<Recorded<State>> holder(DataFetchingEnvironment field) {
        RecordId person = ((Post) state(field)).holderOn(day(field)).orElse(null);
        return person == null ? null : RecordFields.loader(field).load(person);
    }

    private static State state(DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.<Recorded<State>>getSource()).state();
    }
}

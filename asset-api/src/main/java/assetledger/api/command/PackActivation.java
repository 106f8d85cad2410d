package assetledger.api.command;

import assetledger.api.access.Caller;
import assetledger.api.ledger.LedgerReads;
import assetledger.api.ledger.LedgerTransactions;
import assetledger.decide.Command;
import assetledger.model.ActivePack;
import assetledger.pack.Pack;
import assetledger.pack.PackReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sees to it, before the first request is taken, that the ledger knows the pack by which this instance judges. */
@Component
class PackActivation implements SmartLifecycle {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final LedgerReads reads;
    private final LedgerTransactions transactions;
    private final Commands commands;
    private final Packs packs;
    private volatile boolean running;

    PackActivation(LedgerReads reads, LedgerTransactions transactions, Commands commands, Packs packs) {
        this.reads = reads;
        this.transactions = transactions;
        this.commands = commands;
        this.packs = packs;
    }

    @Override
    public void start() {
        Pack pack = packs.current();
        byte[] file = PackReader.neutral();
        // The start-up thread may wait; no request is taken before.
        reads.packBefore(Long.MAX_VALUE)
                .map(active -> PackReader.read(active).sha256())
                .defaultIfEmpty("none")
                .filter(active -> !active.equals(pack.sha256()))
                .flatMap(other -> transactions
                        .keep(pack.sha256(), file)
                        .then(commands.submit(activation(pack)))
                        .flatMap(PackActivation::demandAccepted))
                .block(LIMIT);
        running = true;
    }

    private static Submission activation(Pack pack) {
        ActivePack active = new ActivePack(pack.content().id(), pack.content().version(), pack.sha256());
        return new Submission(
                Caller.server("server"), UUID.randomUUID(), pack.sha256(), List.of(new Command.ActivatePack(active)));
    }

    private static Mono<Answer> demandAccepted(Answer answer) {
        return answer.outcomes().get(0).problems().isEmpty()
                ? Mono.just(answer)
                : Mono.error(new IllegalStateException(
                        "The pack was refused: " + answer.outcomes().get(0).problems()));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, whose phase is far above. */
    @Override
    public int getPhase() {
        return 0;
    }
}

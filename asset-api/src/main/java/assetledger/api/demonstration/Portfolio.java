package assetledger.api.demonstration;

import assetledger.api.access.Caller;
import assetledger.api.command.Answer;
import assetledger.api.command.CommandReader;
import assetledger.api.command.Commands;
import assetledger.api.command.Submission;
import assetledger.decide.Command;
import assetledger.event.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Some twenty invented authorities with all that they own and do, recorded as a client would record them. */
@Component
public class Portfolio {
    private static final TypeReference<Map<String, Object>> FILE = new TypeReference<>() {};

    /** In this order: later ones name what earlier ones register. */
    private static final List<String> FILES = List.of("portfolio.yaml", "assets.yaml");

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Commands commands;

    Portfolio(Commands commands) {
        this.commands = commands;
    }

    /**
     * What became of the portfolio.
     * @param position of its last event
     * @param replayed whether it was there already
     */
    public record Loaded(int commands, long position, boolean replayed) {
        Loaded and(Loaded next) {
            return new Loaded(commands + next.commands, Math.max(position, next.position), replayed && next.replayed);
        }
    }

    /** Records the portfolio, file by file; a second time changes nothing, as long as the files are the same. */
    public Mono<Loaded> load() {
        return Flux.fromIterable(FILES)
                .concatMap(this::load)
                .reduce(Loaded::and)
                .single();
    }

    private Mono<Loaded> load(String name) {
        byte[] file = file(name);
        List<Command> items = CommandReader.batch(YAML.readValue(file, FILE));
        UUID key = UUID.nameUUIDFromBytes(file);
        String hash = HexFormat.of().formatHex(Envelope.sha256(file));
        return commands.submit(new Submission(Caller.server("demonstration"), key, hash, items))
                .map(answer -> loaded(items.size(), answer));
    }

    private static Loaded loaded(int items, Answer answer) {
        answer.outcomes().stream()
                .flatMap(outcome -> outcome.problems().stream())
                .findFirst()
                .ifPresent(problem -> {
                    throw new IllegalStateException("The demonstration's portfolio is refused: " + problem);
                });
        long position = answer.outcomes().stream()
                .mapToLong(outcome ->
                        outcome.record() == null ? -1 : outcome.record().position())
                .max()
                .orElse(-1);
        return new Loaded(items, position, answer.replayed());
    }

    private static byte[] file(String name) {
        try (InputStream in = Portfolio.class.getResourceAsStream("/assetledger/demonstration/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The demonstration's %s is missing from the program".formatted(name));
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package assetledger.api.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Every limit there is, each with its usual value; an operator changes one by its name below {@code assetledger.limits}.
 * @param body of a request, as it comes over the wire; a batch of 1,000 commands with their texts has to fit
 * @param nesting of objects and lists in a body's JSON
 * @param characters of a query's text
 * @param tokens of a query's text: names, marks, literals
 * @param depth of fields in fields; introspection has its own limits
 * @param aliases in a whole text
 * @param directives in a whole text
 * @param listItems of any list in an argument, but for the items of a batch
 * @param batchItems of a batch
 * @param cost of a request, in the units of {@link Cost}
 * @param time that a query may take; a mutation is never broken off
 * @param requestsPerSecond of one client, over time
 * @param requestBurst of one client, at once
 * @param costPerSecond of one client, over time
 * @param costBurst of one client, at once; at least {@code cost}
 * @param queriesAtOnce of one client under way; fewer than the graph has connections
 * @param mutationsAtOnce of one client under way
 * @param refusedPerSecond requests from one address that carry no valid token
 * @param proofsPerSecond tiles and checkpoints for one address
 * @param clients whose use is remembered
 */
@ConfigurationProperties("assetledger.limits")
public record Limits(
        @DefaultValue("8MB") DataSize body,
        @DefaultValue("64") int nesting,
        @DefaultValue("100000") int characters,
        @DefaultValue("1000") int tokens,
        @DefaultValue("20") int depth,
        @DefaultValue("30") int aliases,
        @DefaultValue("30") int directives,
        @DefaultValue("250") int listItems,
        @DefaultValue("1000") int batchItems,
        @DefaultValue("20000") long cost,
        @DefaultValue("10s") Duration time,
        @DefaultValue("200") int requestsPerSecond,
        @DefaultValue("400") int requestBurst,
        @DefaultValue("50000") long costPerSecond,
        @DefaultValue("200000") long costBurst,
        @DefaultValue("16") int queriesAtOnce,
        @DefaultValue("64") int mutationsAtOnce,
        @DefaultValue("20") int refusedPerSecond,
        @DefaultValue("50") int proofsPerSecond,
        @DefaultValue("10000") int clients) {

    public Limits {
        if (costBurst < cost) {
            throw new IllegalArgumentException(
                    "assetledger.limits.cost-burst must be at least assetledger.limits.cost, %d, but is %d"
                            .formatted(cost, costBurst));
        }
    }
}

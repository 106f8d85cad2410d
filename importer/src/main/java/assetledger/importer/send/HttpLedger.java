package assetledger.importer.send;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** A server's ledger, by GraphQL over HTTP; each request is made once. */
public final class HttpLedger extends GraphqlLedger {
    private final Duration patience;
    private final Exchange exchange;

    /** @param patience how long one request may take */
    public HttpLedger(Server server, Duration patience) {
        super(server.toString());
        this.exchange = new Exchange(server);
        this.patience = patience;
    }

    @Override
    protected Reply ask(String document, ObjectNode variables) throws Unavailable, InterruptedException {
        Exchange.Answer answer = exchange.post(document, variables, patience);
        return new Reply(answer.status(), answer.body());
    }
}

package assetledger.api.changes;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webflux.GraphQlWebSocketHandler;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Ends WebSockets when the server stops: an idle one would keep it from stopping for as long as it may. */
@Component
@ConditionalOnWebApplication
class Connections extends GraphQlWebSocketHandler {
    private final Sinks.Empty<Void> closing = Sinks.empty();

    Connections(
            WebGraphQlHandler requests,
            ServerCodecConfigurer codecs,
            @Value("${spring.graphql.websocket.connection-init-timeout}") Duration initTimeout,
            @Value("${spring.graphql.websocket.keep-alive}") Duration keepAlive) {
        super(requests, codecs, initTimeout, keepAlive);
    }

    @EventListener
    void closing(ContextClosedEvent event) {
        closing.tryEmitEmpty();
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        Mono<Void> goingAway = closing.asMono().then(Mono.defer(() -> session.close(CloseStatus.GOING_AWAY)));
        return Mono.firstWithSignal(super.handle(session), goingAway);
    }
}

package assetledger.api.ledger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * Closes connections on which the database owes an answer for too long. A network that swallows what it is given says
 * nothing, and the driver would wait for ever; so would whoever waits for the connection to come back into the pool, and
 * cancelling does not help, for it waits for an answer too. Closed, the connection fails, and the pool makes a new one.
 */
@Component
class SilentConnections implements ConnectionFactoryOptionsBuilderCustomizer {
    private static final Logger LOG = LoggerFactory.getLogger(SilentConnections.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Duration patience;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    /** @param patience longer than any statement may take, for until then the database may be at work */
    SilentConnections(@Value("${assetledger.ledger.patience}") Duration patience) {
        this.patience = patience;
    }

    @Override
    public void customize(ConnectionFactoryOptions.Builder builder) {
        builder.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, new Watched(TcpResources.get()));
    }

    /** The driver offers no other place where a handler can be put into the channel of each connection. */
    private final class Watched implements LoopResources {
        private final LoopResources loops;

        Watched(LoopResources loops) {
            this.loops = loops;
        }

        @Override
        public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
            C channel = loops.onChannel(type, group);
            // Encryption, where there is any, is put before it: what comes by here is what database and driver say.
            channel.pipeline().addFirst(new Watch(channel));
            return channel;
        }

        @Override
        public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
            return loops.onChannelClass(type, group);
        }

        @Override
        public EventLoopGroup onClient(boolean useNative) {
            return loops.onClient(useNative);
        }

        @Override
        public EventLoopGroup onServer(boolean useNative) {
            return loops.onServer(useNative);
        }
    }

    /** Watches one connection; all but {@link #suspect} happens on its event loop. */
    // What comes of a look or of a close is seen by the connection's owner.
    @SuppressWarnings("FutureReturnValueIgnored")
    private final class Watch extends ChannelDuplexHandler {
        private final Channel channel;
        private final ReadyForQuery ready = new ReadyForQuery();
        private boolean owed;
        private long heardNanos;

        Watch(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) throws Exception {
            heardNanos = System.nanoTime();
            watches.add(this);
            look();
            super.channelActive(context);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (!owed) {
                owed = true;
                heardNanos = System.nanoTime();
            }
            super.write(context, message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            heardNanos = System.nanoTime();
            if (message instanceof ByteBuf bytes) {
                owed = !ready.endsWith(bytes);
            }
            super.channelRead(context, message);
        }

        private void look() {
            if (!channel.isActive()) {
                watches.remove(this);
            } else if (owed && System.nanoTime() - heardNanos > patience.toNanos()) {
                LOG.warn(
                        "The ledger's database owes an answer for {} s; the connection is closed",
                        patience.toSeconds());
                close();
                // The others were swallowed with it, as far as they were not heard of since.
                watches.forEach(other -> other.suspect(heardNanos));
            } else {
                channel.eventLoop().schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void suspect(long sinceNanos) {
            channel.eventLoop().execute(() -> {
                if (!owed && heardNanos - sinceNanos < 0) {
                    close();
                }
            });
        }

        private void close() {
            watches.remove(this);
            channel.close();
        }
    }

    /** Knows by the last bytes that came whether the database has said all that it has to say for now. */
    private static final class ReadyForQuery {
        /** Its letter and its length; the status of the transaction, one byte more, may be any. */
        private static final long MESSAGE = 0x5A_00000005_00L;

        private static final long ALL_BUT_STATUS = 0xFF_FFFFFFFF_00L;
        private static final int LENGTH = 6;

        private long last;

        boolean endsWith(ByteBuf bytes) {
            for (int i = Math.max(bytes.readerIndex(), bytes.writerIndex() - LENGTH); i < bytes.writerIndex(); i++) {
                last = last << Byte.SIZE | bytes.getUnsignedByte(i);
            }
            return (last & ALL_BUT_STATUS) == MESSAGE;
        }
    }
}

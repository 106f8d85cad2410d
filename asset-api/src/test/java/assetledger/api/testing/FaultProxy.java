package assetledger.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a server on the loopback interface and does to its connections what networks do. Everything here may be
 * called at any time and from any thread; what was sent before is not touched by it.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int LARGEST_PART = 16_384;
    private static final int CLIENTS_THAT_WAIT = 200;

    private final int target;
    private final int port;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Fault towardsServer = Fault.none();
    private volatile Fault towardsClient = Fault.none();
    private @Nullable Door door;

    /** Begins to listen at a port of its own. */
    private FaultProxy(int target) throws IOException {
        this.target = target;
        this.port = open(0);
    }

    public static FaultProxy before(int target) throws IOException {
        return new FaultProxy(target);
    }

    public int port() {
        return port;
    }

    /** How many connections are open through this. */
    public int open() {
        return pairs.size();
    }

    /** The same fault in both directions. */
    public void both(Fault fault) {
        towardsServer(fault);
        towardsClient(fault);
    }

    public void towardsServer(Fault fault) {
        Fault before = towardsServer;
        towardsServer = fault;
        before.end();
    }

    public void towardsClient(Fault fault) {
        Fault before = towardsClient;
        towardsClient = fault;
        before.end();
    }

    /** Nothing is wrong any more, for old connections and new ones. */
    public synchronized void heal() throws IOException {
        both(Fault.none());
        if (door == null) {
            open(port);
        }
    }

    /** Every connection breaks, with a reset to both sides; new ones are taken. */
    public void reset() {
        pairs.forEach(Pair::reset);
    }

    /** Every connection breaks, and nobody takes new ones until this is healed. */
    public synchronized void cut() throws IOException {
        Door open = door;
        door = null;
        if (open != null) {
            open.close();
        }
        reset();
    }

    /** To the client of each connection its server seems to have finished; what the client sends still arrives. */
    public void halfClose() {
        pairs.forEach(Pair::halfClose);
    }

    private int open(int wanted) throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), CLIENTS_THAT_WAIT);
        door = new Door(opened, start("take", () -> take(opened)));
        return opened.getLocalPort();
    }

    /** Where clients come in, and who lets them. */
    private record Door(ServerSocket socket, Thread keeper) {
        /** Returns when nobody is let in any more: the system does that until the thread has noticed. */
        void close() throws IOException {
            socket.close();
            try {
                keeper.join();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void take(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                connect(opened.accept());
            } catch (SocketException closed) {
                return;
            } catch (IOException failed) {
                throw new AssertionError("The proxy takes no connections", failed);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        Pair pair = new Pair(connections.incrementAndGet(), client, server);
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException nobody) {
            pair.reset();
            return;
        }
        pairs.add(pair);
        start("to-server", () -> pump(pair, client, server, true));
        start("to-client", () -> pump(pair, server, client, false));
    }

    private void pump(Pair pair, Socket from, Socket to, boolean towardsServer) {
        byte[] part = new byte[LARGEST_PART];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int count = in.read(part);
            while (count >= 0) {
                Fault fault = towardsServer ? this.towardsServer : this.towardsClient;
                fault.pass(pair.number, Arrays.copyOf(part, count), out);
                count = in.read(part);
            }
        } catch (IOException broken) {
            pair.reset();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            pairs.remove(pair);
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** One connection of a client, and the one to the server that was made for it. */
    private record Pair(int number, Socket client, Socket server) {
        void reset() {
            reset(client);
            reset(server);
        }

        private static void reset(Socket socket) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (IOException gone) {
                // It is closed, which is what was wanted.
            }
        }

        void halfClose() {
            try {
                client.shutdownOutput();
            } catch (IOException gone) {
                // It is closed both ways.
            }
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        both(Fault.none());
    }
}

package io.rivulet.reader.live;

import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.id.Ids;
import io.rivulet.live.Listening;
import io.rivulet.live.LiveChannels;
import io.rivulet.live.LiveEvent;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisUnavailableException;
import io.rivulet.redis.Subscription;
import io.rivulet.redis.UnavailableException;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.BearerToken;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All open streams of this process: tells workers who listens, hears their hints, and has looked
/// into what they mean.
///
/// Hints may be lost, so nobody relies on them alone: a second after a stream was opened, and
/// whenever the subscription was broken, the home timeline is read from where it was sent last.
public final class LiveStreams implements Managed {
  private static final Logger logger = LoggerFactory.getLogger(LiveStreams.class);

  /// Of one account: more is a client out of order.
  private static final int MOST_CONNECTIONS = 50;

  /// Of one connection.
  private static final int MOST_TOPICS = 100;

  /// Looks at a time: each is a page, and requests of others want to be served meanwhile.
  private static final int MOST_LOOKS = 32;

  /// Hints to all readers that wait to be handed to listeners.
  private static final int MOST_HINTS = 10_000;

  private static final int BEAT_SECONDS = 15;

  private final Redis redis;
  private final LiveReads reads;
  private final Clock clock;
  private final Predicate<BearerToken> stands;
  private final Counter cutOff;
  private final Counter dropped;
  private final long number = ThreadLocalRandom.current().nextLong();
  private final Map<Long, Listener> listeners = new ConcurrentHashMap<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final WaitingBytes waiting = WaitingBytes.ofThisHeap();
  private final int mostConnections = WaitingBytes.mostConnections();
  private final Map<Long, Integer> connectionsOf = new ConcurrentHashMap<>();

  /// Those that were opened just now, with the tick after which workers know of them for certain.
  private final Map<Listener, Long> fresh = new ConcurrentHashMap<>();

  private final PublicListeners everybody;
  private final ExecutorService lookers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore looks = new Semaphore(MOST_LOOKS);

  /// Hands hints to all readers on to listeners: a look at each, of which there may be many.
  private final ExecutorService handing = one("live-hints");

  /// Reads public posts, one after the other, so that a delete does not overtake its post.
  private final ExecutorService publicLooks = one("live-public");

  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(daemon("live-streams"));
  private final AtomicLong ticked = new AtomicLong();

  /// Held while it changes who listens and while that is told, so that workers hear of both in one
  /// order.
  private final Object telling = new Object();

  private @Nullable Subscription subscription;
  private volatile boolean stopping;

  /// Nobody listens yet.
  ///
  /// @param stands whether a token still counts
  public LiveStreams(
      Redis redis,
      LiveReads reads,
      MeterRegistry meters,
      Clock clock,
      Predicate<BearerToken> stands) {
    this.redis = redis;
    this.reads = reads;
    this.clock = clock;
    this.stands = stands;
    this.everybody = new PublicListeners(reads);
    this.cutOff = meters.counter("rivulet.live.cut.off");
    this.dropped = meters.counter("rivulet.live.hints.dropped");
    meters.gauge("rivulet.live.connections", connections, Set::size);
    meters.gauge("rivulet.live.waiting.bytes", waiting, WaitingBytes::waiting);
  }

  private static ExecutorService one(String name) {
    return new ThreadPoolExecutor(
        1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_HINTS), daemon(name));
  }

  private static ThreadFactory daemon(String name) {
    return Thread.ofPlatform().name(name).daemon().factory();
  }

  @Override
  public void start() {
    subscription =
        redis.subscribe(List.of(LiveChannels.reader(number), LiveChannels.posts()), new Hearing());
    var _ = ticks.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /// What comes from Redis. On the thread that reads from it, so all that takes time is handed on.
  private final class Hearing implements Subscription.Listener {
    @Override
    public void subscribed(byte[] channel) {
      hand(LiveStreams.this::resume);
    }

    @Override
    public void heard(byte[] channel, byte[] message) {
      boolean ours = Arrays.equals(channel, LiveChannels.reader(number));
      for (LiveEvent event : LiveEvent.decode(message)) {
        if (ours) {
          Listener listener = listeners.get(event.account());
          if (listener != null) {
            look(listener, listener.hint(event));
          }
        } else {
          hand(() -> heardOfAll(event));
        }
      }
    }
  }

  private void hand(Runnable hint) {
    submit(handing, hint);
  }

  private void submit(ExecutorService executor, Runnable hint) {
    try {
      executor.execute(() -> guarded(hint));
    } catch (RejectedExecutionException _) {
      dropped.increment();
    }
  }

  /// Somebody may have said, or not heard, something meanwhile.
  private void resume() {
    announceAll();
    listeners.values().forEach(listener -> look(listener, listener.missed()));
  }

  private void heardOfAll(LiveEvent event) {
    switch (event.kind()) {
      case ASKED -> resume();
      case PUBLIC -> lookPublic(event);
      case PULLED -> {
        reads.published(event.account());
        hintAll(event);
      }
      case EDITED, DELETED, DELETED_DIRECT -> {
        hintAll(event);
        lookPublic(event);
      }
      case DELIVERED, RELATED, NOTICED -> {
        // Of one account, and so on the other channel.
      }
    }
  }

  private void hintAll(LiveEvent event) {
    for (Listener listener : listeners.values()) {
      if (listener.mayConcern(event)) {
        look(listener, listener.hint(event));
      }
    }
  }

  private void lookPublic(LiveEvent event) {
    if (!everybody.isEmpty()) {
      submit(publicLooks, () -> everybody.look(event));
    }
  }

  /// Has a listener look, if nobody does.
  ///
  /// @param begins whether nobody does
  private void look(Listener listener, boolean begins) {
    if (begins && !lookers.isShutdown()) {
      lookers.execute(
          () -> {
            looks.acquireUninterruptibly();
            try {
              guarded(listener::look);
            } finally {
              looks.release();
            }
          });
    }
  }

  private static void guarded(Runnable reading) {
    try {
      reading.run();
    } catch (ApiException | UnavailableException e) {
      logger.debug("stream waits: {}", e.getMessage());
    } catch (RuntimeException e) {
      logger.error("stream cannot be served", e);
    }
  }

  /// Whether an account may open another stream.
  ///
  /// @throws ApiException TOO_MANY_REQUESTS if it has too many, UNAVAILABLE if all together have
  void requireRoom(BearerToken token) {
    if (connections.size() >= mostConnections) {
      throw ApiException.of(ApiError.UNAVAILABLE);
    }
    if (connectionsOf.getOrDefault(token.viewer().account(), 0) >= MOST_CONNECTIONS) {
      throw ApiException.of(ApiError.TOO_MANY_REQUESTS);
    }
  }

  /// Opens a stream, which listens to nothing yet. It has to be closed. When the service stops it
  /// has ended already.
  Connection open(BearerToken token, Connection.Transport transport) {
    Connection connection = new Connection(token, transport, waiting);
    connections.add(connection);
    connectionsOf.merge(connection.viewer(), 1, Integer::sum);
    if (stopping) {
      connection.end(Connection.Ending.STOPPING);
    }
    return connection;
  }

  /// Has a connection listen to a topic. Twice is no error.
  ///
  /// @throws ApiException OUT_OF_SCOPE, or TOO_MANY_REQUESTS
  void subscribe(Connection connection, Topic topic) {
    connection.token().viewer().require(topic.kind().scope());
    if (connection.topics().size() >= MOST_TOPICS) {
      throw ApiException.of(ApiError.TOO_MANY_REQUESTS);
    }
    connection.topics().add(topic);
    synchronized (telling) {
      if (topic.kind().isPersonal()) {
        listeners
            .computeIfAbsent(connection.viewer(), this::listener)
            .connections()
            .add(connection);
        announce(Listening.Act.MORE, connection.viewer());
      }
      boolean before = everybody.isEmpty();
      everybody.update(connection);
      if (before && !everybody.isEmpty()) {
        announce(Listening.Act.MORE, Listening.EVERYBODY);
      }
    }
    if (connection.ending() != null) {
      // It was closed meanwhile.
      close(connection);
    }
  }

  private Listener listener(long viewer) {
    Listener listener = new Listener(viewer, Ids.firstAt(clock.instant()), reads);
    fresh.put(listener, ticked.get() + 2);
    return listener;
  }

  void unsubscribe(Connection connection, Topic topic) {
    connection.topics().remove(topic);
    synchronized (telling) {
      if (connection.topics().stream().noneMatch(left -> left.kind().isPersonal())) {
        leave(connection);
      }
      everybody.update(connection);
    }
  }

  private void leave(Connection connection) {
    Listener listener = listeners.get(connection.viewer());
    if (listener != null
        && listener.connections().remove(connection)
        && listener.connections().isEmpty()) {
      listeners.remove(connection.viewer());
      fresh.remove(listener);
      announce(Listening.Act.LESS, connection.viewer());
    }
  }

  /// Forgets a stream that has ended. Twice is no error.
  void close(Connection connection) {
    connection.end(Connection.Ending.GONE);
    if (connections.remove(connection)) {
      connectionsOf.computeIfPresent(
          connection.viewer(), (_, count) -> count == 1 ? null : count - 1);
      if (connection.ending() == Connection.Ending.TOO_SLOW) {
        cutOff.increment();
      }
    }
    synchronized (telling) {
      leave(connection);
      everybody.remove(connection);
    }
  }

  private void announceAll() {
    synchronized (telling) {
      LongStream all = listeners.keySet().stream().mapToLong(Long::longValue);
      announce(
          Listening.Act.ALL,
          everybody.isEmpty()
              ? all.toArray()
              : LongStream.concat(all, LongStream.of(Listening.EVERYBODY)).toArray());
    }
  }

  private void announce(Listening.Act act, long... accounts) {
    try {
      byte[] message = new Listening(number, act, accounts).encode();
      var _ = redis.commands().spublish(LiveChannels.listeners(), message);
    } catch (RedisUnavailableException _) {
      // All are named again when it is back.
    }
  }

  private void tick() {
    guarded(() -> tick(ticked.incrementAndGet()));
  }

  private void tick(long now) {
    for (Connection connection : connections) {
      if (connection.ending() != null) {
        close(connection);
      } else if (!stands.test(connection.token())) {
        connection.end(Connection.Ending.REVOKED);
      } else if (now % BEAT_SECONDS == 0) {
        connection.send(new Connection.Item.Beat());
      }
    }
    fresh.forEach(
        (listener, until) -> {
          if (now >= until && fresh.remove(listener, until)) {
            look(listener, listener.missed());
          }
        });
    long nanos = System.nanoTime();
    listeners.values().forEach(listener -> look(listener, listener.isDue(nanos)));
    if (now % Listening.SECONDS == 0) {
      announceAll();
    }
  }

  /// How many streams are open.
  public int openConnections() {
    return connections.size();
  }

  /// Ends all streams, and those that are opened from now on. Before anything else of the service
  /// stops: requests under way, which streams are, would hold that up.
  void end() {
    stopping = true;
    connections.forEach(connection -> connection.end(Connection.Ending.STOPPING));
  }

  @Override
  public void stop() {
    end();
    ticks.shutdownNow();
    if (subscription != null) {
      subscription.close();
    }
    handing.shutdownNow();
    publicLooks.shutdownNow();
    lookers.shutdown();
  }
}

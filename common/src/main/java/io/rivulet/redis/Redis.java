package io.rivulet.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.rivulet.trace.Tracing;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A process's way to Redis, one node or a cluster: one connection a node, shared by all threads,
/// made when it is first needed. Which of the two it is the first node says that answers.
///
/// A service starts although Redis is away; its commands fail with [RedisUnavailableException]
/// until it is there. A lost connection is made anew in the background. Commands that were under
/// way then *fail*; they are not sent again (`replayFilter`), because a repeated write may overtake
/// a newer one.
///
/// The first connection is refused, loudly, to a Redis whose scripts do not compare strings byte by
/// byte, see [Collation].
public final class Redis implements AutoCloseable {
  /// How often the nodes of a cluster are asked who has which slots, if no answer has told before
  /// that this has changed.
  private static final Duration TOPOLOGY_EVERY = Duration.ofSeconds(30);

  /// How often they are asked at most where answers, or connections that are refused, tell so.
  private static final Duration TOPOLOGY_AT_MOST_EVERY = Duration.ofMillis(500);

  /// Attempts to reconnect in vain after which a node may have been replaced.
  private static final int RECONNECTS_THAT_TELL = 2;

  /// A Redis that is back is found after so long at most; the client's own bound is half a minute.
  private static final Duration RECONNECT_AT_MOST = Duration.ofSeconds(1);

  private static final Duration CONNECT_AGAIN_AFTER = Duration.ofMillis(100);

  /// Commands that wait for their answers, of a connection: several times what all bounds of our
  /// own allow. Beyond it they fail.
  private static final int MOST_UNDER_WAY = 100_000;

  private final RedisSettings settings;
  private final List<RedisURI> seeds;
  private final ClientResources resources;
  private volatile @Nullable Connected shared;
  private @Nullable Primaries ownPrimaries;
  private @Nullable Caution caution;
  private @Nullable CommandTimes times;
  private @Nullable RedisUnavailableException refusal;
  private long refusedAt;

  /// A connection and what it needs.
  ///
  /// @param cluster whether keys lie on several nodes, so that a command may only touch keys of one
  ///   slot
  private record Connected(
      AbstractRedisClient client,
      StatefulConnection<byte[], byte[]> connection,
      RedisClusterAsyncCommands<byte[], byte[]> commands,
      boolean cluster)
      implements AutoCloseable {
    @Override
    public void close() {
      connection.close();
      shutDown(client);
    }
  }

  public Redis(RedisSettings settings) {
    this.settings = settings;
    this.seeds = settings.seeds();
    this.seeds.forEach(seed -> seed.setTimeout(settings.commandTimeout()));
    this.resources =
        ClientResources.builder()
            .nettyCustomizer(new OurChannels(settings.commandTimeout()))
            .reconnectDelay(
                Delay.exponential(
                    Duration.ofMillis(1), RECONNECT_AT_MOST, 2, TimeUnit.MILLISECONDS))
            .build();
  }

  /// As the constructor; and while Redis does not answer it is not asked, so that whoever needs it
  /// fails at once. For services that answer requests; not for who retries and has to know when an
  /// answer is late.
  public static Redis cautious(RedisSettings settings, MeterRegistry meters) {
    Redis redis = timed(settings, meters);
    redis.caution = new Caution(meters, redis::requireAnswer);
    return redis;
  }

  /// As the constructor; and how long commands take is told, by keyspace, see [CommandTimes].
  public static Redis timed(RedisSettings settings, MeterRegistry meters) {
    Redis redis = new Redis(settings);
    redis.times = new CommandTimes(meters);
    return redis;
  }

  private ClientOptions options() {
    return ClientOptions.builder()
        .autoReconnect(true)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(command -> true)
        .requestQueueSize(MOST_UNDER_WAY)
        .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()))
        .sslOptions(settings.encryption())
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(settings.connectTimeout())
                .tcpNoDelay(true)
                .build())
        .build();
  }

  /// The commands of the shared connection.
  ///
  /// @throws RedisUnavailableException if no connection could be made
  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    return asked().commands();
  }

  /// Whether this is a cluster: then a command or script may only touch keys of one shard.
  ///
  /// @throws RedisUnavailableException if no connection could be made
  public boolean isCluster() {
    return asked().cluster();
  }

  /// Waits until replicas have all that was acknowledged so far: as many of those that are
  /// connected as are wanted, none where none is.
  ///
  /// @param bound after which this fails
  /// @return whose word that is; fails with [RedisUnavailableException] if replicas did not confirm
  ///   it in time
  public CompletionStage<Lineage> confirm(int replicas, Duration bound) {
    return primaries().confirm(replicas, bound);
  }

  /// How many keys each keyspace has and what they take, by keys drawn at random.
  ///
  /// @param keys drawn on each primary: with 400, 2 ms of its time
  /// @throws RedisUnavailableException if no connection could be made
  public CompletionStage<KeyspaceSizes> sizes(int keys) {
    return primaries().sample(keys, false).thenApply(KeyspaceSizes::of);
  }

  /// Draws keys at random, and asks what they take and when they end.
  ///
  /// @param keys drawn on each primary, with repetition; Redis takes some microseconds for each,
  ///   and they are all on their way at once: some thousands at a time
  /// @throws RedisUnavailableException if no connection could be made
  public CompletionStage<KeySample> sample(int keys) {
    return primaries().sample(keys, true);
  }

  /// A shard of each primary: a key of it lies where all data of that primary does.
  ///
  /// @throws RedisUnavailableException if no connection could be made
  public List<Integer> anchors() {
    return primaries().anchors();
  }

  /// All shards of the primary that has a shard: what is lost together.
  ///
  /// @throws RedisUnavailableException if no connection could be made, or no node has the shard
  public BitSet shardsBeside(int shard) {
    return primaries().beside(shard);
  }

  private synchronized Primaries primaries() {
    Connected connected = connected();
    Primaries primaries = ownPrimaries;
    if (primaries == null) {
      primaries =
          switch (connected.client()) {
            case RedisClient ofNode -> Primaries.of(ofNode);
            case RedisClusterClient ofCluster -> Primaries.of(ofCluster);
            default -> throw new IllegalStateException("neither a node's client nor a cluster's");
          };
      ownPrimaries = primaries;
    }
    return primaries;
  }

  /// Begins a round trip over the shared connection.
  ///
  /// @throws RedisUnavailableException if no connection could be made
  public RoundTrip roundTrip() {
    Connected connected = asked();
    return new RoundTrip(connected.connection(), connected.cluster());
  }

  /// Hears what is published to shard channels, see [Subscription]. It begins in the background, so
  /// Redis may be away.
  public Subscription subscribe(List<byte[]> channels, Subscription.Listener listener) {
    return new Subscription(this::connectToHear, channels, listener);
  }

  /// To the node that carries a channel. The client of a cluster asks any.
  private StatefulRedisPubSubConnection<byte[], byte[]> connectToHear(byte[] channel) {
    return switch (connected().client()) {
      case RedisClient ofNode -> ofNode.connectPubSub(ByteArrayCodec.INSTANCE);
      case RedisClusterClient ofCluster -> {
        RedisClusterNode node =
            ofCluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(channel));
        if (node == null) {
          throw new RedisUnavailableException(
              "no node carries a channel", new IllegalStateException("a slot without a node"));
        }
        RedisClient own = RedisClient.create(resources, asSeed(node.getUri()));
        own.setOptions(options());
        yield own.connectPubSub(ByteArrayCodec.INSTANCE);
      }
      default -> throw new IllegalStateException("neither a node's client nor a cluster's");
    };
  }

  /// A node's address with all else as of those that were given: what a cluster tells of a node has
  /// neither encryption nor user.
  private RedisURI asSeed(RedisURI node) {
    return RedisURI.builder(seeds.getFirst())
        .withHost(node.getHost())
        .withPort(node.getPort())
        .build();
  }

  /// The connection, for a request.
  private Connected asked() {
    Caution cautious = caution;
    if (cautious == null) {
      return connected();
    }
    cautious.require();
    try {
      return connected();
    } catch (RedisUnavailableException e) {
      cautious.failed(e);
      throw e;
    }
  }

  private Connected connected() {
    Connected connected = shared;
    return connected != null ? connected : connect();
  }

  private synchronized Connected connect() {
    Connected connected = shared;
    if (connected == null) {
      connected = connectAnew();
      shared = connected;
    }
    return connected;
  }

  /// Who waited while somebody else's attempt failed is told that, or they would all try, one after
  /// the other.
  private Connected connectAnew() {
    RedisUnavailableException before = refusal;
    if (before != null && System.nanoTime() - refusedAt < CONNECT_AGAIN_AFTER.toNanos()) {
      throw before;
    }
    try {
      return connectOne();
    } catch (RedisUnavailableException e) {
      refusal = e;
      refusedAt = System.nanoTime();
      throw e;
    }
  }

  /// To the first that answers.
  private Connected connectOne() {
    @Nullable RedisException failure = null;
    for (RedisURI seed : seeds) {
      try {
        return connect(seed);
      } catch (RedisException e) {
        failure = e;
      }
    }
    RedisException failed = Objects.requireNonNull(failure, "no address");
    throw new RedisUnavailableException(
        Refusal.of(failed)
            .map(reason -> "Redis at %s refused: %s".formatted(settings, reason))
            .orElse("no connection to Redis at " + settings),
        failed);
  }

  /// To a node, or to all nodes of its cluster if it is part of one.
  private Connected connect(RedisURI seed) {
    RedisClient client = RedisClient.create(resources, seed);
    client.setOptions(options());
    time(client);
    try {
      var connection = client.connect(ByteArrayCodec.INSTANCE);
      if (!connection.sync().info("cluster").contains("cluster_enabled:1")) {
        Collation.check(connection.sync());
        return new Connected(client, connection, connection.async(), false);
      }
    } catch (RuntimeException e) {
      shutDown(client);
      throw e;
    }
    shutDown(client);
    return connectCluster();
  }

  private void time(AbstractRedisClient client) {
    CommandTimes timing = times;
    if (timing != null) {
      client.addListener(timing);
    }
  }

  private static void shutDown(AbstractRedisClient client) {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }

  private Connected connectCluster() {
    RedisClusterClient client = RedisClusterClient.create(resources, seeds);
    ClusterClientOptions.Builder options =
        ClusterClientOptions.builder(options())
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .enablePeriodicRefresh(TOPOLOGY_EVERY)
                    .refreshTriggersReconnectAttempts(RECONNECTS_THAT_TELL)
                    .adaptiveRefreshTriggersTimeout(TOPOLOGY_AT_MOST_EVERY)
                    .build());
    // The one option that is not taken over from those of a node.
    options.replayFilter(command -> true);
    client.setOptions(options.build());
    time(client);
    try {
      var connection = client.connect(ByteArrayCodec.INSTANCE);
      for (RedisClusterNode node : connection.getPartitions()) {
        if (hasSlots(node) && !node.is(RedisClusterNode.NodeFlag.FAIL)) {
          // Connects to it, too: otherwise its first command makes the connection and is refused.
          RedisURI address = node.getUri();
          Collation.check(connection.getConnection(address.getHost(), address.getPort()).sync());
        }
      }
      return new Connected(client, connection, connection.async(), true);
    } catch (RuntimeException e) {
      shutDown(client);
      throw e;
    }
  }

  /// After a fail-over the one that failed is still known, without slots.
  static boolean hasSlots(RedisClusterNode node) {
    return node.is(RedisClusterNode.NodeFlag.UPSTREAM) && !node.getSlots().isEmpty();
  }

  /// Waits for what commands of this client answer, and for as long as their time-out lets them
  /// take: each of them ends, by an answer or by a failure. A bound of this wait's own would cost a
  /// virtual thread two wake-ups of the thread that keeps its time (JDK 25).
  ///
  /// @throws RedisUnavailableException if there was no answer in time, or no connection
  /// @throws RedisException if Redis answered with an error
  public <T> T await(CompletionStage<T> answer) {
    Span waiting = Tracing.part("redis", SpanKind.CLIENT);
    try {
      return awaited(answer);
    } finally {
      waiting.end();
    }
  }

  private <T> T awaited(CompletionStage<T> answer) {
    Caution cautious = caution;
    try {
      T answered = answered(answer.toCompletableFuture()::get);
      if (cautious != null) {
        cautious.answered();
      }
      return answered;
    } catch (TimeoutException e) {
      throw new IllegalStateException("without a bound", e);
    } catch (RedisUnavailableException e) {
      if (cautious != null) {
        cautious.failed(e);
      }
      throw e;
    }
  }

  /// As [#await(CompletionStage)], with a bound of its own, and for any stage.
  public static <T> T await(CompletionStage<T> answer, Duration bound) {
    try {
      return answered(
          () -> answer.toCompletableFuture().get(bound.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new RedisUnavailableException("Redis did not answer within " + bound, e);
    }
  }

  private interface Wait<T> {
    T get() throws ExecutionException, TimeoutException, InterruptedException;
  }

  private static <T> T answered(Wait<T> wait) throws TimeoutException {
    try {
      return wait.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof RedisUnavailableException known && known.isKnown()) {
        throw known;
      }
      if (isTransient(cause)) {
        throw new RedisUnavailableException("Redis did not answer: " + cause.getMessage(), cause);
      }
      if (Refusal.isOfRight(cause)) {
        throw new RedisDeniedException(cause);
      }
      throw cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisUnavailableException("interrupted while waiting for Redis", e);
    }
  }

  /// What failed, without the wrapping that stages put around it.
  public static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  /// Whether trying again may help: Redis is away, slow, starting, failing over or moving slots.
  public static boolean isTransient(Throwable failure) {
    return switch (failure) {
      case RedisUnavailableException _ -> true;
      case RedisCommandTimeoutException _ -> true;
      case io.lettuce.core.RedisConnectionException _ -> true;
      case io.lettuce.core.RedisLoadingException _ -> true;
      case io.lettuce.core.RedisBusyException _ -> true;
      case io.lettuce.core.RedisReadOnlyException _ -> true;
      case RedisCommandExecutionException e -> isTransient(e.getMessage());
      // Without an answer of Redis: the connection broke or was closed under the command.
      case RedisException _ -> true;
      case java.io.IOException _ -> true;
      default -> false;
    };
  }

  private static boolean isTransient(@Nullable String error) {
    return error != null
        && (error.startsWith("MOVED")
            || error.startsWith("ASK")
            || error.startsWith("TRYAGAIN")
            || error.startsWith("CLUSTERDOWN")
            || error.startsWith("MASTERDOWN")
            || error.startsWith("NOREPLICAS")
            || error.startsWith("NOSCRIPT")
            || error.startsWith("OOM")
            || error.startsWith("MISCONF"));
  }

  /// Throws unless Redis answers, of a cluster each node that has slots, and is asked.
  public void check() {
    if (connected().commands()
        instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> ofCluster) {
      ofCluster.nodes(Redis::hasSlots).commands().ping().forEach(this::awaitSign);
    } else {
      awaitSign(connected().commands().ping());
    }
    Caution cautious = caution;
    if (cautious != null && !cautious.isAsked()) {
      throw RedisUnavailableException.notAsked();
    }
  }

  /// Throws unless Redis answers; of a cluster one node will do, since what others have is to be
  /// had then.
  private void requireAnswer() {
    awaitSign(connected().commands().ping());
  }

  /// As [#await(CompletionStage)], but it is no request's.
  private void awaitSign(CompletionStage<?> sign) {
    var _ = await(sign, settings.commandTimeout().plusSeconds(1));
  }

  @Override
  public synchronized void close() {
    if (ownPrimaries != null) {
      ownPrimaries.close();
    }
    Caution cautious = caution;
    if (cautious != null) {
      cautious.close();
    }
    Connected connected = shared;
    if (connected != null) {
      connected.close();
    }
    // Without a quiet period: nothing else uses its threads.
    var _ = resources.shutdown(0, 2, TimeUnit.SECONDS);
  }

  /// Commands that are written one after the other go to the network in one system call: the client
  /// flushes each by itself, which costs both sides more than the command. And [Silence].
  ///
  /// @param answer how long one may take
  private record OurChannels(Duration answer) implements NettyCustomizer {
    @Override
    public void afterChannelInitialized(Channel channel) {
      channel
          .pipeline()
          .addFirst(
              new FlushConsolidationHandler(
                  FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
      Silence.watch(channel, answer);
    }
  }
}

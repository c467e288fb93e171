package io.rivulet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.live.LiveChannels;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisDeniedException;
import io.rivulet.redis.RedisSettings;
import io.rivulet.redis.RedisUnavailableException;
import io.rivulet.redis.Subscription;
import io.rivulet.servers.CertificateAuthority;
import io.rivulet.servers.RedisCluster;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerCertificate;
import io.rivulet.servers.ServerSettings;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The access list of Redis against the keyspace: who writes what is what the table of [Keyspace]
/// says, everything else is refused, on a node and on a cluster, over TLS.
final class RedisAccessIT {
  private static final long SOMEBODY = 116_000_000_000_000_042L;
  private static final String VALUE = "x";
  private static final Set<Role> USERS =
      Set.of(Role.INGEST, Role.FANOUT, Role.READER, Role.OPERATOR);

  /// Every key of the keyspace and who may write it. `viewer` reads a key and makes none.
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          kind("state", Keyspace.state(7), Role.FANOUT),
          kind("home", Keyspace.home(SOMEBODY), Role.FANOUT, Role.READER),
          kind("relations", Keyspace.relations(SOMEBODY), Role.FANOUT),
          kind("author", Keyspace.author(SOMEBODY), Role.FANOUT),
          kind("account", Keyspace.account(SOMEBODY), Role.FANOUT),
          kind("counts", Keyspace.counts(SOMEBODY), Role.FANOUT),
          kind("post", Keyspace.post(SOMEBODY), Role.FANOUT),
          kind("tally", Keyspace.tally(SOMEBODY), Role.FANOUT),
          kind("reactions", Keyspace.reactions(SOMEBODY, 3), Role.FANOUT),
          kind("journey", Keyspace.journey(SOMEBODY), Role.FANOUT),
          kind("pulse", Keyspace.pulse(), Role.FANOUT),
          kind("notices", Keyspace.notices(SOMEBODY), Role.FANOUT),
          kind("kept", Keyspace.kept(SOMEBODY), Role.FANOUT),
          kind("planned", Keyspace.planned(0, 3), Role.FANOUT),
          kind("plannedLife", Keyspace.plannedLife(0, 3), Role.FANOUT),
          kind("confirmed", Keyspace.confirmed(0), Role.FANOUT),
          kind("doors", Keyspace.doors(), Role.FANOUT),
          kind("name", Keyspace.name("ann"), Role.FANOUT),
          kind("own", Keyspace.own(SOMEBODY), Role.INGEST),
          kind("ownRelations", Keyspace.ownRelations(SOMEBODY), Role.INGEST),
          kind("ownReactions", Keyspace.ownReactions(SOMEBODY), Role.INGEST),
          kind("overlayKept", Keyspace.overlayKept(SOMEBODY), Role.INGEST),
          kind("overlay", Keyspace.overlay(SOMEBODY), Role.INGEST),
          kind("overlayAccount", Keyspace.overlayAccount(SOMEBODY), Role.INGEST),
          kind("claim", Keyspace.claim("ann"), Role.INGEST),
          kind("idempotency", Keyspace.idempotency(SOMEBODY, "any key}:home:1"), Role.INGEST));

  @TempDir private static Path folder;
  private static @Nullable RedisServer server;
  private static @Nullable ServerCertificate certificate;
  private static final Map<Role, Redis> clients = new EnumMap<>(Role.class);

  private record Kind(String name, Set<Role> writers) {
    byte[] key() {
      return bytes(name);
    }
  }

  private static Map.Entry<String, Kind> kind(String name, byte[] key, Role... writers) {
    return Map.entry(name, new Kind(new String(key, StandardCharsets.US_ASCII), Set.of(writers)));
  }

  @BeforeAll
  static void start() throws IOException {
    ServerCertificate issued = CertificateAuthority.create(folder.resolve("tls")).issue("redis");
    certificate = issued;
    Path users = Files.write(folder.resolve("users.acl"), RedisAccess.file(Passwords.all()));
    RedisServer started =
        RedisServer.start(
            ServerSettings.ephemeral()
                .withCertificate(issued)
                .withProperty("aclfile", users.toString())
                // Else it is refused whatever rights somebody has.
                .withProperty("enable-debug-command", "yes"));
    server = started;
    for (Role role : USERS) {
      clients.put(role, new Redis(settings(started.uri(), role)));
    }
  }

  @AfterAll
  static void stop() {
    clients.values().forEach(Redis::close);
    if (server != null) {
      server.close();
    }
  }

  private static Path password(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name + ".password"), text + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static RedisSettings settings(String uri, Role role) {
    return new RedisSettings(
        uri, null, null, role.user(), password(role.user(), Passwords.of(role)), authority());
  }

  private static Path authority() {
    if (certificate == null) {
      throw new IllegalStateException("not started");
    }
    return certificate.authority();
  }

  private static String uri() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.uri();
  }

  private static Redis as(Role role) {
    Redis redis = clients.get(role);
    if (redis == null) {
      throw new IllegalArgumentException(role.toString());
    }
    return redis;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Whether a command is allowed; what else fails is a failure.
  private static boolean allowed(Redis redis, CompletionStage<?> answer) {
    try {
      var _ = redis.await(answer);
      return true;
    } catch (RedisDeniedException _) {
      return false;
    }
  }

  private static boolean mayWrite(Redis redis, byte[] key) {
    return allowed(redis, redis.commands().set(key, bytes(VALUE)));
  }

  private static boolean mayWriteByScript(Redis redis, byte[] key) {
    return allowed(
        redis,
        redis
            .commands()
            .eval(
                bytes("return redis.call('SET', KEYS[1], 'x')"),
                ScriptOutputType.STATUS,
                new byte[][] {key}));
  }

  @Test
  void theTableHasEveryKeyOfTheKeyspace() {
    Set<String> methods =
        Arrays.stream(Keyspace.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == byte[].class)
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(KINDS.keySet()).isEqualTo(methods);
  }

  @Test
  void whoWritesAKeyIsWhomTheKeyspaceNamesByACommandOrByAScript() {
    KINDS.forEach(
        (name, kind) ->
            USERS.forEach(
                role -> {
                  boolean expected = kind.writers().contains(role);
                  assertThat(mayWrite(as(role), kind.key()))
                      .as("%s writes %s", role, name)
                      .isEqualTo(expected);
                  assertThat(mayWriteByScript(as(role), kind.key()))
                      .as("%s writes %s by a script", role, name)
                      .isEqualTo(expected);
                  assertThat(allowed(as(role), as(role).commands().del(kind.key())))
                      .as("%s deletes %s", role, name)
                      .isEqualTo(expected);
                }));
  }

  @Test
  void whatIsReadIsWhatIsNeeded() {
    Set<String> notRead = Set.of("idempotency");
    KINDS.forEach(
        (name, kind) -> {
          assertThat(allowed(as(Role.OPERATOR), as(Role.OPERATOR).commands().get(kind.key())))
              .as("the operator reads %s", name)
              .isTrue();
          assertThat(allowed(as(Role.READER), as(Role.READER).commands().get(kind.key())))
              .as("feed-reader reads %s", name)
              .isEqualTo(!notRead.contains(name));
        });
    assertThat(allowed(as(Role.INGEST), as(Role.INGEST).commands().get(Keyspace.home(SOMEBODY))))
        .isFalse();
    assertThat(allowed(as(Role.FANOUT), as(Role.FANOUT).commands().get(Keyspace.own(SOMEBODY))))
        .isFalse();
  }

  @Test
  void nobodyEmptiesConfiguresSearchesOrStopsRedis() {
    List<String> commands =
        List.of(
            "FLUSHALL",
            "FLUSHDB",
            "CONFIG GET requirepass",
            "CONFIG SET maxmemory 1",
            "KEYS *",
            "SCAN 0",
            "DEBUG SLEEP 0",
            "SCRIPT FLUSH",
            "FUNCTION FLUSH",
            "ACL LIST",
            "ACL SETUSER me on",
            "MODULE LIST",
            "REPLICAOF NO ONE",
            "CLIENT KILL ID 0",
            "MONITOR",
            "SAVE",
            "SHUTDOWN",
            "CLUSTER RESET",
            "MIGRATE h 1 k 0 1",
            "SET elsewhere x");
    for (Role role : USERS) {
      for (String command : commands) {
        assertThat(allowed(as(role), dispatch(as(role).commands(), command)))
            .as("%s: %s", role, command)
            .isFalse();
      }
    }
  }

  @Test
  void sizesAreToldToReadersAndOperatorsAlone() {
    Redis plain = as(Role.INGEST);
    plain.await(plain.commands().set(Keyspace.idempotency(SOMEBODY, "k"), bytes(VALUE)));
    for (Role role : USERS) {
      boolean expected = role == Role.READER || role == Role.OPERATOR;
      assertThat(allowed(as(role), as(role).commands().randomkey())).isEqualTo(expected);
      assertThat(
              allowed(
                  as(role), as(role).commands().memoryUsage(Keyspace.idempotency(SOMEBODY, "k"))))
          .isEqualTo(expected);
    }
    assertThat(as(Role.READER).await(as(Role.READER).sizes(100)).byName()).isNotEmpty();
    assertThat(as(Role.OPERATOR).await(as(Role.OPERATOR).sizes(100)).usedBytes()).isPositive();
  }

  private static CompletionStage<String> dispatch(
      RedisClusterAsyncCommands<byte[], byte[]> commands, String text) {
    String[] words = text.split(" ", -1);
    CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    for (int i = 1; i < words.length; i++) {
      arguments.add(words[i]);
    }
    return commands.dispatch(
        new Named(words[0]), new StatusOutput<>(ByteArrayCodec.INSTANCE), arguments);
  }

  /// Some of them the client has no word for.
  private record Named(String word) implements ProtocolKeyword {
    @Override
    public byte[] getBytes() {
      return bytes(word);
    }

    @Override
    public String toString() {
      return word;
    }
  }

  @Test
  void aReaderHearsOfPostsAndCannotTellOfThem() throws Exception {
    byte[] mine = LiveChannels.reader(Long.MIN_VALUE + 5);
    CompletableFuture<String> heard = new CompletableFuture<>();
    try (Subscription _ =
        as(Role.READER).subscribe(List.of(mine, LiveChannels.posts()), listener(heard))) {
      publishUntil(as(Role.FANOUT), mine, heard);
      assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(VALUE);
    }
    for (Role role : List.of(Role.READER, Role.INGEST, Role.OPERATOR)) {
      assertThat(allowed(as(role), as(role).commands().spublish(LiveChannels.posts(), bytes("y"))))
          .as("%s tells of posts", role)
          .isFalse();
    }
    assertThat(
            allowed(
                as(Role.FANOUT),
                as(Role.FANOUT).commands().spublish(LiveChannels.listeners(), bytes("y"))))
        .isFalse();
    assertThat(
            allowed(
                as(Role.READER),
                as(Role.READER).commands().spublish(LiveChannels.listeners(), bytes("y"))))
        .isTrue();
  }

  private static Subscription.Listener listener(CompletableFuture<String> heard) {
    return new Subscription.Listener() {
      @Override
      public void subscribed(byte[] channel) {
        // Told by what is heard.
      }

      @Override
      public void heard(byte[] channel, byte[] message) {
        heard.complete(new String(message, StandardCharsets.US_ASCII));
      }
    };
  }

  private static void publishUntil(Redis redis, byte[] channel, CompletableFuture<String> heard) {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              var _ = redis.await(redis.commands().spublish(channel, bytes(VALUE)));
              return heard.isDone();
            });
  }

  @Test
  void whatIsMissingIsNamedAndWhatIsSecretIsNot() {
    assertThatThrownBy(
            () ->
                as(Role.READER)
                    .await(as(Role.READER).commands().set(Keyspace.post(1), bytes(VALUE))))
        .isInstanceOf(RedisDeniedException.class)
        .hasMessageContaining("NOPERM")
        .hasMessageContaining("access redis");
    assertThatThrownBy(() -> as(Role.READER).await(as(Role.READER).commands().flushall()))
        .hasMessageContaining("flushall");

    Path wrong = password("wrong", "guessed-by-somebody");
    try (Redis guessing =
        new Redis(new RedisSettings(uri(), null, null, "feed-reader", wrong, authority()))) {
      assertThatThrownBy(guessing::commands)
          .isInstanceOf(RedisUnavailableException.class)
          .hasMessageContaining("WRONGPASS")
          .hasMessageNotContaining("guessed-by-somebody");
    }
  }

  @Test
  void whoIsNobodyOrDoesNotEncryptOrTrustDoesNotComeIn() throws IOException {
    try (Redis nobody = new Redis(new RedisSettings(uri(), null, null, null, null, authority()))) {
      assertThatThrownBy(nobody::commands).hasMessageContaining("NOAUTH");
    }
    String plain = uri().replace("rediss://", "redis://");
    try (Redis open = new Redis(RedisSettings.of(plain))) {
      assertThatThrownBy(open::commands).isInstanceOf(RedisUnavailableException.class);
    }
    ServerCertificate other = CertificateAuthority.create(folder.resolve("other")).issue("redis");
    Path right = password("right", Passwords.of(Role.READER));
    try (Redis strict =
        new Redis(new RedisSettings(uri(), null, null, "feed-reader", right, other.authority()))) {
      assertThatThrownBy(strict::commands)
          .isInstanceOf(RedisUnavailableException.class)
          .hasMessageContaining("PKIX");
    }
  }

  @Test
  void whatScriptsWroteIsThereAfterARestart() throws IOException {
    Path users = Files.write(folder.resolve("kept.acl"), RedisAccess.file(Passwords.all()));
    ServerSettings settings =
        ServerSettings.keptIn(folder.resolve("kept"))
            .withCertificate(new ServerCertificate(folder.resolve("tls"), "redis"))
            .withProperty("aclfile", users.toString());
    byte[][] keys = {Keyspace.state(7), Keyspace.planned(7, 7)};
    byte[] script = bytes("redis.call('SET', KEYS[1], 'x'); redis.call('SET', KEYS[2], 'x')");
    try (RedisServer kept = RedisServer.start(settings)) {
      try (Redis fanout = new Redis(settings(kept.uri(), Role.FANOUT))) {
        fanout.await(fanout.commands().eval(script, ScriptOutputType.STATUS, keys));
      }
      kept.restart();
      try (Redis fanout = new Redis(settings(kept.uri(), Role.FANOUT))) {
        for (byte[] key : keys) {
          assertThat(fanout.await(fanout.commands().get(key))).isEqualTo(bytes(VALUE));
        }
      }
    }
  }

  @Test
  void theSameOnACluster() throws Exception {
    // Its nodes are introduced to each other by the default user, who stays for this.
    List<String> users = RedisAccess.file(Passwords.all());
    Path file = Files.write(folder.resolve("cluster.acl"), users.subList(1, users.size()));
    ServerSettings settings =
        ServerSettings.ephemeral()
            .withCertificate(new ServerCertificate(folder.resolve("tls"), "redis"))
            .withProperty("aclfile", file.toString());
    try (RedisCluster cluster = RedisCluster.start(3, settings);
        Redis fanout = new Redis(settings(cluster.uri(), Role.FANOUT));
        Redis reader = new Redis(settings(cluster.uri(), Role.READER))) {
      fanout.check();
      assertThat(fanout.isCluster()).isTrue();
      for (int shard = 0; shard < Shards.COUNT; shard += 37) {
        assertThat(mayWrite(fanout, Keyspace.state(shard))).isTrue();
        assertThat(mayWrite(reader, Keyspace.state(shard))).isFalse();
        assertThat(mayWriteByScript(reader, Keyspace.state(shard))).isFalse();
        assertThat(mayWrite(reader, Keyspace.home(SOMEBODY + shard))).isTrue();
      }
      byte[] mine = LiveChannels.reader(99);
      CompletableFuture<String> heard = new CompletableFuture<>();
      try (Subscription _ = reader.subscribe(List.of(mine), listener(heard))) {
        publishUntil(fanout, mine, heard);
      }
    }
  }
}

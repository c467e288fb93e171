package io.rivulet.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The access list of Redis: a user for each role, with the keys of [io.rivulet.keyspace.Keyspace]
/// it reads and writes. Nobody may empty, configure, search or stop a Redis, or list its keys;
/// nobody comes in without a password. To tell what keyspaces take, feed-reader and operators may
/// draw keys at random, and are told their names and sizes.
///
/// A script declares keys that it merely reads, which Redis counts as written. So calling scripts
/// is allowed on all keys of ours, and what a script *does* is held to the rights of whoever calls
/// it, command by command, as if he did it himself.
public final class RedisAccess {
  /// What a client sends by itself: to sign in, to look whether Redis is there, and on a cluster
  /// who has which slots. Not `CLIENT SETINFO`, by which it only says its name: Redis before 7.2
  /// does not start with it, and the client does without.
  private static final String CONNECTION =
      "+hello +auth +ping +quit +reset +client|setname +client|id +info +time"
          + " +command +readonly +readwrite +asking +cluster|nodes +cluster|slots +cluster|shards"
          + " +cluster|info +cluster|myid";

  private static final String SCRIPTS = "(~{[0-9]*}:* +eval +evalsha +script|load)";

  /// Each client looks how scripts compare strings, before it does anything else.
  private static final String SCRIPTS_WITHOUT_KEYS = "(+eval)";

  private static final String SIZES = "(%R~{[0-9]*}:* +randomkey +dbsize +memory|usage)";

  private static final String READ =
      "+get +mget +getrange +strlen +exists +hget +hmget +hgetall +hlen +hkeys";
  private static final String WRITE =
      "+set +mset +append +setrange +del +hset +hdel +pexpire +pexpireat";

  /// What feed-ingest keeps for itself, and the reader merges.
  private static final List<String> OVERLAYS =
      List.of(
          "own", "own-relations", "own-reactions", "overlay-kept", "overlay", "overlay-account");

  /// What feed-fanout makes of Kafka's logs.
  private static final List<String> DERIVED =
      List.of(
          "home",
          "relations",
          "author",
          "account",
          "counts",
          "post",
          "tally",
          "reactions",
          "notices",
          "kept",
          "journey",
          "name",
          "planned");

  /// Those of shards, not of accounts or posts.
  private static final List<String> SINGLE = List.of("state", "pulse", "confirmed", "doors");

  private RedisAccess() {}

  /// The lines of an ACL file (`aclfile` of Redis), one a user.
  ///
  /// @param passwords of the roles that have a user; they are kept as SHA-256
  public static List<String> file(Map<Role, String> passwords) {
    List<String> lines = new ArrayList<>();
    // Nobody can be it, but Redis 7.0 is when it loads its append-only file: with fewer rights it
    // would leave out what scripts wrote, and start all the same.
    lines.add("user default off resetpass ~* &* +@all");
    passwords.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(one -> one.getKey() != Role.PUBLISHER)
        .forEach(
            one ->
                lines.add(
                    "user %s on #%s %s"
                        .formatted(
                            one.getKey().user(), sha256(one.getValue()), rules(one.getKey()))));
    return lines;
  }

  /// What a role may, as the rules of `ACL SETUSER`.
  ///
  /// @throws IllegalArgumentException for a role that has no business with Redis
  public static String rules(Role role) {
    return Stream.of("resetkeys resetchannels -@all", CONNECTION, rights(role))
        .flatMap(part -> part.lines())
        .collect(Collectors.joining(" "));
  }

  private static String rights(Role role) {
    return switch (role) {
      case INGEST ->
          String.join(
              " ",
              SCRIPTS,
              reads(
                  all(
                      List.of(
                          OVERLAYS,
                          List.of("claim", "idempotency"),
                          List.of(
                              "post",
                              "account",
                              "author",
                              "name",
                              "tally",
                              "reactions",
                              "relations",
                              "counts",
                              "kept",
                              "planned",
                              "doors")))),
              writes(all(List.of(OVERLAYS, List.of("claim", "idempotency")))));
      case FANOUT ->
          String.join(
              " ",
              SCRIPTS,
              reads(all(List.of(DERIVED, SINGLE))),
              writes(all(List.of(DERIVED, SINGLE))),
              // Whether replicas have what it wrote.
              "+wait",
              "(+ssubscribe +sunsubscribe &{0}:live:listeners)",
              "(+spublish &{1}:live:posts &{[0-9]*}:live:[0-9]*)");
      case READER ->
          String.join(
              " ",
              SCRIPTS,
              reads(all(List.of(DERIVED, SINGLE, OVERLAYS, List.of("claim")))),
              writes(List.of("home")),
              SIZES,
              "(+spublish &{0}:live:listeners)",
              "(+ssubscribe +sunsubscribe &{1}:live:posts &{[0-9]*}:live:[0-9]*)");
      case OPERATOR ->
          String.join(
              " ",
              SCRIPTS_WITHOUT_KEYS,
              SIZES,
              reads(all(List.of(DERIVED, SINGLE, OVERLAYS, List.of("claim", "idempotency")))));
      case PUBLISHER -> throw new IllegalArgumentException("a publisher has no user in Redis");
    };
  }

  private static List<String> all(List<List<String>> kinds) {
    return kinds.stream().flatMap(List::stream).toList();
  }

  /// One selector, since a command must find all its keys in one.
  private static String reads(List<String> kinds) {
    return "(%s %s)".formatted(patterns("%R~", kinds), READ);
  }

  private static String writes(List<String> kinds) {
    return "(%s %s)".formatted(patterns("~", kinds), WRITE);
  }

  private static String patterns(String right, List<String> kinds) {
    return kinds.stream()
        .map(kind -> right + "{[0-9]*}:" + kind + (SINGLE.contains(kind) ? "" : ":*"))
        .collect(Collectors.joining(" "));
  }

  private static String sha256(String password) {
    try {
      byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.rivulet.bench.memory;

import io.rivulet.bench.Filling;
import io.rivulet.event.Reaction;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.local.Reporter;
import io.rivulet.notice.Notice;
import io.rivulet.notice.Notices;
import io.rivulet.reaction.Applied;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Tally;
import io.rivulet.redis.Redis;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills Redis, one part of the keyspace after the other, and tells by how much its memory grew.
final class RedisBench {
  private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int FOLLOWED = 100;
  private static final int PUBLISHED = 20;
  private static final int PARTITIONS = 4;
  private static final int LIKES = 10;
  private static final int REACTED = 20;
  private static final int TOLD = 40;
  private static final int SORTED_SETS = 1_000;
  private static final int SORTED_ENTRIES = 800;

  private final Redis redis;
  private final Homes homes;
  private final long[] accounts;
  private final Reporter reporter;
  private final SplittableRandom random;
  private final List<RedisRow> rows = new ArrayList<>();

  RedisBench(Redis redis, Homes homes, long[] accounts, Reporter reporter, long seed) {
    this.redis = redis;
    this.homes = homes;
    this.accounts = accounts;
    this.reporter = reporter;
    this.random = new SplittableRandom(seed);
  }

  /// The name of the row of home timelines.
  static final String HOMES = "home timelines";

  List<RedisRow> measure() {
    Filling filling = new Filling(redis);
    grow("accounts and empty author timelines", accounts.length, () -> accounts(filling, 0));
    grow("author timelines of " + PUBLISHED, accounts.length, () -> accounts(filling, PUBLISHED));
    grow("relations, " + FOLLOWED + " followed", accounts.length, () -> relations(filling));
    grow("posts' bodies", accounts.length, () -> bodies(filling));
    grow("tallies of posts", accounts.length, () -> tallies(filling));
    grow("reactions of a period, " + REACTED, accounts.length, () -> reactions(filling));
    grow("notices, " + TOLD, accounts.length, () -> notices(filling));
    // After relations, whose change drops a home timeline.
    grow(HOMES, accounts.length, () -> homes.fill(redis, accounts));
    int sets = Math.min(SORTED_SETS, accounts.length);
    grow("sorted sets of " + SORTED_ENTRIES, sets, () -> sortedSets(sets));
    return rows;
  }

  private void grow(String keyspace, long users, LongSupplier filling) {
    long before = used();
    long entries = filling.getAsLong();
    rows.add(new RedisRow(keyspace, users, entries, used() - before));
    reporter.say("%s: filled".formatted(keyspace));
  }

  private long used() {
    Matcher used = USED.matcher(redis.await(redis.commands().info("memory")));
    if (!used.find()) {
      throw new IllegalStateException("INFO memory without used_memory");
    }
    return Long.parseLong(used.group(1));
  }

  private long accounts(Filling filling, int published) {
    for (int i = 0; i < accounts.length; i++) {
      long[] entries = new long[published];
      for (int j = 0; j < published; j++) {
        entries[j] = entry(i, j);
      }
      filling.account(accounts[i], entries);
    }
    filling.finish();
    return (long) accounts.length * Math.max(1, published);
  }

  private long entry(int account, int number) {
    return Filling.entry((long) number * accounts.length + account);
  }

  private long relations(Filling filling) {
    for (long viewer : accounts) {
      RelationsBuilder relations = new RelationsBuilder();
      random
          .ints(0, accounts.length)
          .distinct()
          .limit(Math.min(FOLLOWED, accounts.length))
          .forEach(i -> relations.set(accounts[i], Relation.FOLLOWING, false));
      filling.relations(viewer, relations);
    }
    filling.finish();
    return (long) accounts.length * Math.min(FOLLOWED, accounts.length);
  }

  /// One of each account.
  private long bodies(Filling filling) {
    for (int i = 0; i < accounts.length; i++) {
      filling.body(entry(i, 0), accounts[i]);
    }
    filling.finish();
    return accounts.length;
  }

  /// Of one post of each account, liked from all partitions of a small system.
  private long tallies(Filling filling) {
    byte[] tally = new Tally(LIKES, 2, 1, applied()).encode();
    for (int i = 0; i < accounts.length; i++) {
      filling.value(Keyspace.tally(entry(i, 0)), tally);
    }
    filling.finish();
    return accounts.length;
  }

  private static Applied applied() {
    Applied applied = Applied.NOTHING;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      applied = applied.with(Applied.Source.acts(partition), 1_000_000);
    }
    return applied;
  }

  private long reactions(Filling filling) {
    Applied own = Applied.NOTHING.with(Applied.Source.acts(0), 1_000_000);
    for (int i = 0; i < accounts.length; i++) {
      List<Reactions.One> reacted = new ArrayList<>();
      for (int j = 0; j < REACTED; j++) {
        reacted.add(new Reactions.One(entry(i, j), 0, 0).with(Reaction.LIKE, true, 0));
      }
      filling.value(
          Keyspace.reactions(accounts[i], Reactions.period(entry(i, 0))),
          Reactions.of(own, reacted).encode());
    }
    filling.finish();
    return (long) accounts.length * REACTED;
  }

  private long notices(Filling filling) {
    for (int i = 0; i < accounts.length; i++) {
      List<Notice> told = new ArrayList<>();
      for (int j = 0; j < TOLD; j++) {
        told.add(
            new Notice(
                entry(i, j),
                Notice.Kind.LIKE,
                accounts[(i + j + 1) % accounts.length],
                entry(i, 0)));
      }
      filling.value(Keyspace.notices(accounts[i]), Notices.encode(told));
    }
    filling.finish();
    return (long) accounts.length * TOLD;
  }

  /// What most others keep timelines in, members in decimal as clients write them.
  private long sortedSets(int sets) {
    for (int i = 0; i < sets; i++) {
      byte[] key = ("feed:home:" + i).getBytes(StandardCharsets.UTF_8);
      List<CompletionStage<Long>> added = new ArrayList<>();
      for (int j = 0; j < SORTED_ENTRIES; j++) {
        long id = Filling.entry(j);
        byte[] member = Long.toString(id).getBytes(StandardCharsets.US_ASCII);
        added.add(redis.commands().zadd(key, (double) id, member));
      }
      added.forEach(answer -> Redis.await(answer, BOUND));
    }
    return (long) sets * SORTED_ENTRIES;
  }
}

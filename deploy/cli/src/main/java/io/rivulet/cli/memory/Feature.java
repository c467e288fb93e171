package io.rivulet.cli.memory;

import io.rivulet.keyspace.Keyspace;
import java.util.List;

/// What Redis is used for: each keyspace is of one feature.
enum Feature {
  HOME("home timelines", "home"),
  AUTHOR("author timelines", "author"),
  POSTS("posts", "post"),
  ACCOUNTS("accounts, names, counts", "account", "counts", "name"),
  RELATIONS("follows, blocks, mutes", "relations"),
  REACTIONS("likes, boosts, bookmarks", "tally", "reactions"),
  NOTICES("notifications", "notices"),
  KEPT("lists and markers", "kept"),
  OVERLAYS(
      "what was just written",
      "own",
      "own-relations",
      "own-reactions",
      "overlay-kept",
      "overlay",
      "overlay-account",
      "claim"),
  REPEATS("repeated requests", "idempotency"),
  JOURNEYS("ways of posts", "journey"),
  WORKERS("the workers' own", "state", "planned", "confirmed", "pulse", "doors"),
  OTHER("not of Rivulet", Keyspace.OTHER);

  final String title;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is.
  final List<String> keyspaces;

  Feature(String title, String... keyspaces) {
    this.title = title;
    this.keyspaces = List.of(keyspaces);
  }
}

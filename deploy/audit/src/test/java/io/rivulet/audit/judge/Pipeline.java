package io.rivulet.audit.judge;

import io.rivulet.audit.served.ServedEntry;
import io.rivulet.event.Event;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.RelationEvent;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.visible.Entry;
import io.rivulet.visible.Place;
import io.rivulet.visible.RepeatedBoosts;
import io.rivulet.visible.Viewpoint;
import io.rivulet.visible.VisibilityRules;
import io.rivulet.visible.VisibilityRules.Rule;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Home timelines by the classes that the pipeline uses, with everything in memory; one rule may be
/// broken.
final class Pipeline {
  private final StatusRenderer renderer =
      new StatusRenderer(new WebAddresses(URI.create("http://test")));
  private final TreeMap<Long, Post> posts = new TreeMap<>();
  private final Map<Long, Map<Long, Relation>> relations = new HashMap<>();

  void apply(Event event) {
    switch (event) {
      case PostPublished published -> posts.put(published.id(), Post.of(published));
      case PostEdited edited ->
          posts.computeIfPresent(id(edited.target()), (_, post) -> post.edited(edited));
      case PostDeleted deleted ->
          posts.computeIfPresent(id(deleted.target()), (_, post) -> post.deleted(deleted));
      case RelationEvent relation ->
          relations
              .computeIfAbsent(relation.viewer(), _ -> new HashMap<>())
              .merge(
                  relation.target(),
                  Relation.NONE.after(relation),
                  (old, _) -> old.after(relation));
      default -> throw new IllegalArgumentException(event.toString());
    }
  }

  private static long id(PostTarget target) {
    return target instanceof PostTarget.ById(long id) ? id : 0;
  }

  private PostBody body(long id) {
    return PostBody.of(Objects.requireNonNull(posts.get(id)), 1, renderer);
  }

  private Relations relations(long viewer) {
    RelationsBuilder builder = new RelationsBuilder();
    relations
        .getOrDefault(viewer, Map.of())
        .forEach((target, relation) -> builder.set(target, relation, false));
    relations.forEach(
        (other, targets) -> {
          Relation inverse = targets.getOrDefault(viewer, Relation.NONE);
          builder.setInverse(other, inverse.blocking(), inverse.requested());
        });
    return builder.build(1);
  }

  /// The home timeline as it would be served.
  ///
  /// @param broken the rule that hides nothing; of [Rule#OWN], that shows nothing
  List<ServedEntry> home(long viewer, long now, @Nullable Rule broken) {
    Viewpoint viewpoint = new Viewpoint(viewer, relations(viewer), now);
    if (broken == Rule.OWN) {
      // Nobody's own, by somebody who follows the viewer and whom he follows.
      Relations following =
          new RelationsBuilder(viewpoint.relations())
              .set(viewer, Relation.FOLLOWING, false)
              .build(1);
      viewpoint = new Viewpoint(Long.MAX_VALUE, following, now);
    }
    List<RepeatedBoosts.Candidate> candidates = new ArrayList<>();
    for (long id : posts.descendingKeySet()) {
      PostBody post = body(id);
      Entry entry = new Entry(post, post.boost() ? body(post.boostOf()) : null);
      Rule hiding = VisibilityRules.hiddenBy(Place.HOME, viewpoint, entry);
      if (hiding == null || hiding == broken) {
        boolean exempt =
            broken != Rule.OWN && (post.author() == viewer || post.replyToAuthor() == viewer);
        candidates.add(
            new RepeatedBoosts.Candidate(id, post.boost() ? post.boostOf() : id, exempt));
      }
    }
    RepeatedBoosts.Verdict[] verdicts = RepeatedBoosts.judge(candidates, 0);
    List<ServedEntry> served = new ArrayList<>();
    for (int i = 0; i < verdicts.length; i++) {
      if (broken == Rule.REPEATED_BOOST || verdicts[i] == RepeatedBoosts.Verdict.SHOWN) {
        served.add(entry(candidates.get(i)));
      }
    }
    return served;
  }

  private ServedEntry entry(RepeatedBoosts.Candidate candidate) {
    Post shown = Objects.requireNonNull(posts.get(candidate.shows()));
    return new ServedEntry(
        candidate.id(),
        candidate.shows(),
        shown.editedAt() == null ? 0 : shown.editedAt().toEpochMilli());
  }
}

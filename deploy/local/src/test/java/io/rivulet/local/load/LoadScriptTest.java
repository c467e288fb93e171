package io.rivulet.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.Visibility;
import io.rivulet.local.LocalException;
import io.rivulet.local.client.RelationChange;
import io.rivulet.local.load.Pairs.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LoadScriptTest {
  private static final int PEOPLE = 100;
  private static final Map<LoadKind, Integer> AMOUNTS =
      Map.of(
          LoadKind.POST, 2_000,
          LoadKind.FOLLOW, 600,
          LoadKind.DELETE, 200,
          LoadKind.BOOST, 200,
          LoadKind.BLOCK, 200,
          LoadKind.MUTE, 200,
          LoadKind.EDIT, 100);

  @Test
  void theSameSeedAndPeopleGiveTheSameActs() {
    assertThat(rounds(98)).isEqualTo(rounds(98));
    assertThat(rounds(98)).isNotEqualTo(rounds(99));
  }

  @Test
  void thereAreAsManyActsOfEachKindAsAskedFor() {
    Map<String, Integer> counts = new HashMap<>();
    acts(98).forEach(act -> counts.merge(act.kind(), 1, Integer::sum));
    assertThat(sum(counts, "post", "reply")).isEqualTo(2_000);
    assertThat(sum(counts, "follow", "unfollow")).isEqualTo(600);
    assertThat(sum(counts, "delete", "unboost")).isEqualTo(200);
    assertThat(sum(counts, "boost")).isEqualTo(200);
    assertThat(sum(counts, "block", "unblock")).isEqualTo(200);
    assertThat(sum(counts, "mute", "unmute")).isEqualTo(200);
    assertThat(sum(counts, "edit")).isEqualTo(100);
    assertThat(sum(counts, "lock")).isEqualTo(5);
    assertThat(counts)
        .containsKeys("reply", "unfollow", "unboost", "unblock", "unmute", "accept", "reject");
  }

  private static int sum(Map<String, Integer> counts, String... kinds) {
    int sum = 0;
    for (String kind : kinds) {
      sum += counts.getOrDefault(kind, 0);
    }
    return sum;
  }

  @Test
  void actsNameOnlyPostsOfEarlierRoundsThatAreNotDeleted() {
    Set<Integer> settled = new HashSet<>();
    for (List<PlannedAct> round : rounds(98)) {
      Set<Integer> published = new HashSet<>();
      for (PlannedAct planned : round) {
        switch (planned.act()) {
          case LoadAct.Publish post -> {
            if (post.replyTo() != null) {
              assertThat(settled).contains(post.replyTo());
            }
            published.add(post.number());
          }
          case LoadAct.Boost boost -> assertThat(settled).contains(boost.post());
          case LoadAct.Edit edit -> assertThat(settled).contains(edit.post());
          case LoadAct.Delete delete -> assertThat(settled.remove(delete.post())).isTrue();
          case LoadAct.Unboost _,
              LoadAct.Relate _,
              LoadAct.Decide _,
              LoadAct.Lock _,
              LoadAct.Read _ -> {}
        }
      }
      settled.addAll(published);
    }
    assertThat(settled).isNotEmpty();
  }

  @Test
  void everyVisibilityAndOptionOccurs() {
    List<LoadAct> acts = acts(98);
    assertThat(acts)
        .filteredOn(LoadAct.Publish.class::isInstance)
        .extracting(act -> ((LoadAct.Publish) act).visibility())
        .contains(Visibility.values());
    assertThat(acts)
        .filteredOn(LoadAct.Relate.class::isInstance)
        .extracting(act -> ((LoadAct.Relate) act).change())
        .contains(new RelationChange.Follow(false))
        .anyMatch(change -> change instanceof RelationChange.Mute mute && mute.ends().isPresent());
  }

  @Test
  void nobodyRelatesToHimself() {
    assertThat(acts(98))
        .noneMatch(act -> act instanceof LoadAct.Relate(int one, int other, _) && one == other);
  }

  @Test
  void requestsAreAnsweredByThoseWhoAreLocked() {
    List<LoadAct> acts = acts(98);
    List<Integer> locked =
        acts.stream().filter(LoadAct.Lock.class::isInstance).map(LoadAct::actor).toList();
    assertThat(acts)
        .filteredOn(LoadAct.Decide.class::isInstance)
        .isNotEmpty()
        .extracting(LoadAct::actor)
        .isSubsetOf(locked);
  }

  @Test
  void deletingEveryPostComesToAnEnd() {
    var settings =
        new LoadSettings(
            1, Map.of(LoadKind.POST, 20, LoadKind.DELETE, 20, LoadKind.BOOST, 50), 0, 1);
    var script = new LoadScript(population(), settings);
    int acts = 0;
    for (var round = script.nextRound(); !round.isEmpty(); round = script.nextRound()) {
      acts += round.size();
    }
    assertThat(acts).isBetween(40, 90);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> settings(Map.of(LoadKind.POST, 1, LoadKind.DELETE, 2), 0, 1))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("deletes must be at most as many as posts");
    assertThatThrownBy(() -> settings(Map.of(LoadKind.BOOST, 1), 0, 1))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("boosts and edits need posts");
    assertThatThrownBy(() -> settings(Map.of(), 0, 0))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("concurrency must be 1 to 256");
    assertThatThrownBy(() -> settings(Map.of(LoadKind.POST, -1), 0, 1))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("POST must be at least 0");
  }

  private static LoadSettings settings(Map<LoadKind, Integer> amounts, int rate, int concurrency) {
    return new LoadSettings(1, amounts, rate, concurrency);
  }

  private static Population population() {
    List<Population.Member> members =
        IntStream.range(0, PEOPLE)
            .mapToObj(number -> new Population.Member(1_000 + number, "number" + number))
            .toList();
    List<Pair> follows =
        IntStream.range(0, PEOPLE).mapToObj(i -> new Pair(i, (i + 1) % PEOPLE)).toList();
    return new Population(members, follows);
  }

  private static List<List<PlannedAct>> rounds(long seed) {
    var script = new LoadScript(population(), new LoadSettings(seed, AMOUNTS, 0, 1));
    List<List<PlannedAct>> rounds = new ArrayList<>();
    for (var round = script.nextRound(); !round.isEmpty(); round = script.nextRound()) {
      rounds.add(round);
    }
    return rounds;
  }

  private static List<LoadAct> acts(long seed) {
    return rounds(seed).stream().flatMap(List::stream).map(PlannedAct::act).toList();
  }
}

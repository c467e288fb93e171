package io.rivulet.local.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.Card;
import io.rivulet.event.Media;
import io.rivulet.event.Visibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScriptTest {
  private static final Words WORDS = Words.load();
  private static final Graph GRAPH = Graph.reed98();
  private static final List<People.Person> PEOPLE = People.invent(GRAPH.people(), WORDS, 98);
  private static final int ACTS = 4_000;
  private static final int ROUND = 500;

  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(acts(98)).isEqualTo(acts(98));
    assertThat(acts(98)).isNotEqualTo(acts(99));
  }

  @Test
  void everyKindOfPostAndActOccurs() {
    List<Act> acts = acts(98);
    assertThat(acts).hasAtLeastOneElementOfType(Act.Boost.class);
    assertThat(acts).hasAtLeastOneElementOfType(Act.Edit.class);
    assertThat(acts).hasAtLeastOneElementOfType(Act.Delete.class);
    List<Act.Publish> posts = posts(acts);
    assertThat(posts).anyMatch(post -> post.replyTo() != null);
    assertThat(posts).extracting(Act.Publish::visibility).contains(Visibility.values());
    assertThat(posts)
        .flatExtracting(post -> post.draft().media())
        .extracting(Media::kind)
        .contains(Media.Kind.IMAGE, Media.Kind.VIDEO);
    assertThat(posts)
        .extracting(post -> post.draft().card())
        .filteredOn(card -> card != null)
        .extracting(Card::kind)
        .contains(Card.Kind.LINK, Card.Kind.VIDEO);
    assertThat(posts).extracting(post -> post.draft().text()).noneMatch(text -> text.contains("{"));
  }

  @Test
  void actsNameOnlyPostsOfEarlierRounds() {
    var posts = new ArrayList<Act.Publish>();
    int settled = 0;
    var script = new Script(GRAPH, PEOPLE, WORDS, 98);
    for (int i = 0; i < ACTS; i++) {
      if (i % ROUND == 0) {
        script.settle();
        settled = posts.size();
      }
      switch (script.next()) {
        case Act.Publish post -> {
          if (post.replyTo() != null) {
            assertThat(post.replyTo()).isLessThan(settled);
          }
          posts.add(post);
        }
        case Act.Boost boost -> assertThat(boost.post()).isLessThan(settled);
        case Act.Edit edit -> assertThat(posts.get(edit.post()).author()).isEqualTo(edit.author());
        case Act.Delete delete ->
            assertThat(posts.get(delete.post()).author()).isEqualTo(delete.author());
      }
    }
  }

  @Test
  void nothingIsDoneToWhatWasDeleted() {
    Set<Integer> deleted = new HashSet<>();
    for (Act act : acts(98)) {
      switch (act) {
        case Act.Publish post -> {
          if (post.replyTo() != null) {
            assertThat(deleted).doesNotContain(post.replyTo());
          }
        }
        case Act.Boost boost -> assertThat(deleted).doesNotContain(boost.post());
        case Act.Edit edit -> assertThat(deleted).doesNotContain(edit.post());
        case Act.Delete delete -> assertThat(deleted.add(delete.post())).isTrue();
      }
    }
    assertThat(deleted).isNotEmpty();
  }

  private static List<Act.Publish> posts(List<Act> acts) {
    return acts.stream()
        .filter(Act.Publish.class::isInstance)
        .map(Act.Publish.class::cast)
        .toList();
  }

  private static List<Act> acts(long seed) {
    var script = new Script(GRAPH, PEOPLE, WORDS, seed);
    var acts = new ArrayList<Act>();
    for (int i = 0; i < ACTS; i++) {
      if (i % ROUND == 0) {
        script.settle();
      }
      acts.add(script.next());
    }
    return acts;
  }
}

package io.rivulet.local.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.Usernames;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeopleTest {
  private static final Words WORDS = Words.load();

  @Test
  void theGraphIsTheOneOfItsDescription() {
    Graph graph = Graph.reed98();
    assertThat(graph.people()).isEqualTo(962);
    assertThat(graph.friendships()).hasSize(18_812);
  }

  @Test
  void everybodyHasAValidNameOfHisOwn() {
    List<People.Person> people = People.invent(2_000, WORDS, 98);
    assertThat(people).extracting(People.Person::username).doesNotHaveDuplicates();
    assertThat(people).extracting(People.Person::username).allMatch(Usernames::valid);
    assertThat(people)
        .extracting(person -> person.profile().note())
        .noneMatch(note -> note.contains("{"));
  }

  @Test
  void theSameSeedInventsTheSamePeople() {
    assertThat(People.invent(962, WORDS, 98)).isEqualTo(People.invent(962, WORDS, 98));
    assertThat(People.invent(962, WORDS, 98)).isNotEqualTo(People.invent(962, WORDS, 99));
  }

  @Test
  void moreOrFewerPeopleBeginWithTheSameOnes() {
    assertThat(People.invent(962, WORDS, 98)).startsWith(People.invent(1, WORDS, 98).getFirst());
  }
}

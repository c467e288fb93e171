package io.rivulet.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {

  static Stream<Event> events() {
    return Samples.events();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventRoundTripsAndFitsItsSchema(Event event) {
    byte[] json = EventJson.encode(event);
    assertThat(EventJson.decode(json)).isEqualTo(event);
    assertThat(Schemas.problems(EventJson.type(event), json)).isEmpty();
  }

  @Test
  void randomEventsRoundTripAndFitTheirSchemas() {
    long seed = new Random().nextLong();
    RandomEvents random = new RandomEvents(seed);
    for (int i = 0; i < 2_000; i++) {
      Event event = random.event();
      byte[] json = EventJson.encode(event);
      assertThat(EventJson.decode(json)).as("seed %d, event %d", seed, i).isEqualTo(event);
      if (i < 300) {
        assertThat(Schemas.problems(EventJson.type(event), json))
            .as("seed %d, event %d: %s", seed, i, new String(json, UTF_8))
            .isEmpty();
      }
    }
  }

  @Test
  void theWireFormIsStable() {
    assertThat(new String(EventJson.encode(Samples.reply()), UTF_8))
        .isEqualTo(
            """
            {"type":"post-published","v":1,"id":"1002","author":"42",\
            "createdAt":"2026-11-22T18:36:50.029Z","visibility":"followers",\
            "replyTo":{"id":"900","author":"7"},"clientKey":"tweet-20",\
            "content":{"text":"just setting up my feed","media":[],"tags":[],"mentions":[],\
            "sensitive":false,"contentWarning":""},"origin":{"partition":3,"offset":17}}""");
    assertThat(new String(EventJson.encode(new Followed(1, 2, Samples.TIME, null)), UTF_8))
        .isEqualTo(
            """
            {"type":"followed","v":1,"viewer":"1","target":"2",\
            "at":"2026-11-22T18:36:50.029Z"}""");
    Origin second = new Origin(3, 17, 1);
    assertThat(new String(EventJson.encode(new Muted(1, 2, null, Samples.TIME, second)), UTF_8))
        .isEqualTo(
            """
            {"type":"muted","v":1,"viewer":"1","target":"2",\
            "at":"2026-11-22T18:36:50.029Z","origin":{"partition":3,"offset":17,"index":1}}""");
  }

  @Test
  void unknownFieldsAreTolerated() {
    byte[] json =
        """
        {"extra":{"deep":[1,{"x":null}]},"type":"followed","v":1,"viewer":"1","target":"2",
         "at":"2026-11-22T18:36:50.029Z","origin":{"partition":1,"offset":2,"epoch":7}}"""
            .getBytes(UTF_8);
    assertThat(EventJson.decode(json))
        .isEqualTo(new Followed(1, 2, Samples.TIME, new Origin(1, 2)));
  }

  @Test
  void nullIsTheSameAsAbsent() {
    byte[] json =
        """
        {"type":"post-published","v":1,"id":"1001","author":"42","visibility":"public",
         "createdAt":"2026-11-22T18:36:50.029Z","replyTo":null,"clientKey":null,"origin":null,
         "content":{"text":"just setting up my feed","card":null,"media":null,"sensitive":null}}"""
            .getBytes(UTF_8);
    assertThat(EventJson.decode(json)).isEqualTo(Samples.published(Samples.text()));
  }

  @Test
  void anEventOfAnotherTopicIsNamed() {
    byte[] json = EventJson.encode(new Followed(1, 2, Samples.TIME, null));
    assertThat(EventJson.decode(json, RelationEvent.class)).isInstanceOf(Followed.class);
    assertThatThrownBy(() -> EventJson.decode(json, PostEvent.class))
        .hasMessage("type: expected a type of PostEvent, found \"followed\"");
  }

  @Test
  void everyEventKnowsItsKey() {
    assertThat(Samples.reply().key()).isEqualTo(42);
    assertThat(new Followed(1, 2, Samples.TIME, null).key()).isEqualTo(2);
    assertThat(new Unfollowed(1, 2, Samples.TIME, null).key()).isEqualTo(2);
    assertThat(Samples.account().key()).isEqualTo(42);
  }

  @Test
  void originsAreOrderedByOffsetAndThenByIndex() {
    List<Origin> ordered =
        List.of(
            new Origin(3, 0),
            new Origin(3, 16),
            new Origin(3, 16, 1),
            new Origin(3, 16, Origin.MAX_INDEX),
            new Origin(3, 17),
            new Origin(3, Long.MAX_VALUE >> 16, Origin.MAX_INDEX));
    assertThat(ordered).extracting(Origin::order).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void theSerdeReadsWhatItWrites() {
    EventSerde<PostEvent> serde = new EventSerde<>(PostEvent.class);
    byte[] bytes = serde.serializer().serialize("t", Samples.reply());
    assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(Samples.reply());
    assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[0]))
        .isInstanceOf(InvalidEventException.class);
  }
}

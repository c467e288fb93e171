package io.rivulet.fanout.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.Reaction;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.MalformedDeliveryException;
import io.rivulet.fanout.delivery.RecipientsBuilder;
import io.rivulet.keyspace.Shards;
import io.rivulet.notice.Notice;
import io.rivulet.reaction.Applied;
import io.rivulet.relations.Relation;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnDeliveriesTest {
  private static final int PARTITIONS = 4;
  private static final long OWN = idOf(1);
  private static final long FOREIGN = idOf(2);

  private final OwnDeliveries own = new OwnDeliveries(1, PARTITIONS);

  private static long idOf(int partition) {
    return LongStream.iterate(1, id -> id + 1)
        .filter(id -> Shards.partition(Shards.of(id), PARTITIONS) == partition)
        .findFirst()
        .orElseThrow();
  }

  private static List<Delivery> about(long id) {
    RecipientsBuilder recipients = new RecipientsBuilder();
    recipients.add(id);
    Delivery entry = new Delivery.Entry(7, recipients.build());
    recipients.add(id);
    Delivery crossing = new Delivery.Crossing(7, true, 0, recipients.build());
    recipients.add(id);
    Delivery posted = new Delivery.Posted(7, 8, recipients.build());
    return List.of(
        entry,
        crossing,
        posted,
        new Delivery.Relation(id, 7, Relation.FOLLOWING, false, 0, 0),
        new Delivery.Inverse(id, 7, false, false, 0),
        new Delivery.AccountOpened(id),
        new Delivery.Counted(id, Reaction.LIKE, 7, 7, true, Applied.Source.acts(0), 0),
        new Delivery.Reacted(id, 7, Reaction.LIKE, true, 0, Applied.Source.acts(0), 0),
        new Delivery.Noticed(id, new Notice(9, Notice.Kind.LIKE, 7, 7), true),
        new Delivery.Edited(id, 7, 9));
  }

  static Stream<Delivery> foreign() {
    return about(FOREIGN).stream();
  }

  static Stream<Delivery> own() {
    return about(OWN).stream();
  }

  @ParameterizedTest
  @MethodSource("own")
  void whatIsOfThisPartitionIsTaken(Delivery delivery) {
    assertThat(own.require(List.of(delivery))).containsExactly(delivery);
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void whatIsOfAnotherPartitionIsRefused(Delivery delivery) {
    assertThatThrownBy(() -> own.require(List.of(new Delivery.AccountOpened(OWN), delivery)))
        .isInstanceOf(MalformedDeliveryException.class)
        .hasMessageContaining("deliveries partition 1 of 4, found " + FOREIGN);
  }
}

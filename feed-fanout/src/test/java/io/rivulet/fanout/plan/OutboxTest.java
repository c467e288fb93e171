package io.rivulet.fanout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.fanout.delivery.RecipientsBuilder;
import io.rivulet.fanout.trace.TracedPost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int PARTITIONS = 3;

  private final Outbox outbox = new Outbox(PARTITIONS);
  private final Map<Integer, List<Delivery>> sent = new TreeMap<>();
  private final List<Long> timestamps = new ArrayList<>();
  private final List<AuthorSize> sizes = new ArrayList<>();
  private final List<Long> posts = new ArrayList<>();
  private int records;

  private void send(
      int partition, byte[] value, long timestamp, Headers headers, @Nullable TracedPost traced) {
    posts.add(traced == null ? 0 : traced.post());
    records++;
    timestamps.add(timestamp);
    sizes.addAll(List.of(AuthorSize.of(headers, DeliveryCodec.decode(value).size())));
    List<Delivery> deliveries = DeliveryCodec.decode(value);
    assertThat(deliveries.size()).isLessThanOrEqualTo(Outbox.MOST_DELIVERIES);
    assertThat(deliveries.stream().mapToInt(Planned::recipients).sum())
        .isLessThanOrEqualTo(Outbox.MOST_RECIPIENTS);
    sent.computeIfAbsent(partition, _ -> new ArrayList<>()).addAll(deliveries);
  }

  private static Delivery entry(long id, int recipients) {
    RecipientsBuilder builder = new RecipientsBuilder();
    for (long account = 1; account <= recipients; account++) {
      builder.add(account);
    }
    return new Delivery.Entry(id, builder.build());
  }

  private static String text(Delivery delivery) {
    return delivery instanceof Delivery.Entry(long id, var recipients)
        ? "entry " + id + " to " + recipients.size()
        : delivery.toString();
  }

  @Test
  void everyDeliveryIsSentOnceAndThoseOfAPartitionInTheirOrder() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<Integer, List<String>> expected = new TreeMap<>();
    for (int i = 1; i <= 5_000; i++) {
      int partition = random.nextInt(PARTITIONS);
      Delivery delivery =
          switch (random.nextInt(4)) {
            case 0 -> new Delivery.AccountOpened(i);
            case 1 -> entry(i, 1 + random.nextInt(Outbox.MOST_RECIPIENTS));
            default -> entry(i, 1 + random.nextInt(20));
          };
      outbox.add(new Planned.Addressed(partition, delivery), i, null, this::send);
      expected.computeIfAbsent(partition, _ -> new ArrayList<>()).add(text(delivery));
      if (random.nextInt(300) == 0) {
        outbox.flush(this::send);
        assertThat(outbox.isEmpty()).isTrue();
      }
    }
    outbox.flush(this::send);
    Map<Integer, List<String>> found = new TreeMap<>();
    sent.forEach(
        (partition, deliveries) ->
            found.put(partition, deliveries.stream().map(OutboxTest::text).toList()));
    assertThat(found).isEqualTo(expected);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void deliveriesOfAPartitionShareARecordThatHasTheTimeOfTheOldest() {
    for (int i = 0; i < 10; i++) {
      outbox.add(new Planned.Addressed(1, entry(i + 1, 12)), 100 - i, null, this::send);
    }
    assertThat(records).isZero();
    assertThat(outbox.size()).isEqualTo(10);
    outbox.flush(this::send);
    assertThat(records).isEqualTo(1);
    assertThat(timestamps).containsExactly(91L);
    outbox.flush(this::send);
    assertThat(records).isEqualTo(1);
  }

  @Test
  void whatHasNoRoomLeftInARecordGoesIntoTheNext() {
    outbox.add(new Planned.Addressed(0, entry(1, Outbox.MOST_RECIPIENTS)), 1, null, this::send);
    assertThat(records).isZero();
    outbox.add(new Planned.Addressed(0, entry(2, 1)), 2, null, this::send);
    assertThat(records).isEqualTo(1);
    outbox.flush(this::send);
    assertThat(sent.get(0))
        .map(OutboxTest::text)
        .containsExactly("entry 1 to 1024", "entry 2 to 1");
  }

  @Test
  void theSizeOfAnAuthorIsToldOfHisEntryThoughItSharesARecord() {
    AuthorSize[] all = AuthorSize.values();
    for (int i = 0; i < 4; i++) {
      outbox.add(new Planned.Addressed(1, entry(i + 1, 12), all[i % all.length]), 100, this::send);
    }
    outbox.flush(this::send);
    assertThat(records).isEqualTo(1);
    assertThat(sizes)
        .containsExactly(AuthorSize.SMALL, AuthorSize.MEDIUM, AuthorSize.LARGE, AuthorSize.SMALL);
  }

  @Test
  void onlyWhatIsInItWaits() {
    assertThat(outbox.waited(Duration.ZERO)).isFalse();
    outbox.add(new Planned.Addressed(0, entry(1, 1)), 1, null, this::send);
    assertThat(outbox.waited(Duration.ZERO)).isTrue();
    assertThat(outbox.waited(Duration.ofHours(1))).isFalse();
    outbox.flush(this::send);
    assertThat(outbox.waited(Duration.ZERO)).isFalse();
  }

  @Test
  void aRecordTellsOfOneTracedPostAndOthersGoWithIt() {
    TracedPost first = new TracedPost(SpanContext.getInvalid(), 11);
    TracedPost second = new TracedPost(SpanContext.getInvalid(), 12);
    outbox.add(new Planned.Addressed(0, entry(10, 1)), 1, null, this::send);
    outbox.add(new Planned.Addressed(0, entry(11, 1)), 1, first, this::send);
    outbox.add(new Planned.Addressed(0, entry(11, 2)), 1, first, this::send);
    outbox.add(new Planned.Addressed(0, entry(13, 1)), 1, null, this::send);
    assertThat(records).isZero();
    outbox.add(new Planned.Addressed(0, entry(12, 1)), 1, second, this::send);
    assertThat(posts).containsExactly(11L);
    outbox.flush(this::send);
    assertThat(posts).containsExactly(11L, 12L);
    outbox.add(new Planned.Addressed(0, entry(14, 1)), 1, null, this::send);
    outbox.flush(this::send);
    assertThat(posts).containsExactly(11L, 12L, 0L);
    assertThat(sent.get(0)).hasSize(6);
  }
}

package io.rivulet.fanout.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.Reaction;
import io.rivulet.keyspace.Shards;
import io.rivulet.notice.Notice;
import io.rivulet.reaction.Applied.Source;
import io.rivulet.relations.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryCodecTest {
  @Test
  void recipientsComeBackAsTheyWentInWhateverTheirNumber() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Long> accounts =
          random.longs(random.nextInt(300), 1, Long.MAX_VALUE).sorted().distinct().boxed().toList();
      RecipientsBuilder builder = new RecipientsBuilder();
      accounts.forEach(builder::add);

      byte[] value = encode(new Delivery.Entry(round + 1, builder.build()));

      List<Long> read = new ArrayList<>();
      Delivery.Entry entry = (Delivery.Entry) decode(value);
      entry
          .recipients()
          .forEach(
              (shard, account) -> {
                assertThat(shard).isEqualTo(Shards.of(account));
                read.add(account);
              });
      assertThat(entry.id()).isEqualTo(round + 1);
      assertThat(read).isEqualTo(accounts);
    }
  }

  @Test
  void aBuilderStartsAnewAfterEachRecord() {
    RecipientsBuilder builder = new RecipientsBuilder();
    builder.add(7);
    var _ = builder.build();
    builder.add(6);
    List<Long> read = new ArrayList<>();
    builder.build().forEach((_, account) -> read.add(account));
    assertThat(read).containsExactly(6L);
    assertThat(builder.size()).isZero();
  }

  private static final List<Delivery> FIXED =
      List.of(
          new Delivery.Relation(1, Long.MAX_VALUE, Relation.FOLLOWING, true, 3, 77),
          new Delivery.Relation(
              5, 6, new Relation(false, true, true, false, Relation.NEVER), false, 0, 0),
          new Delivery.Relation(5, 6, new Relation(false, false, false, true, 9), false, 63, 1),
          new Delivery.Relation(
              5, 6, new Relation(true, false, false, true, false, 0), false, 63, 1),
          new Delivery.Inverse(7, 8, true, false, 5),
          new Delivery.Inverse(7, 8, false, true, Long.MAX_VALUE),
          new Delivery.AccountOpened(42),
          new Delivery.Counted(1, Reaction.REPLY, 2, 3, true, Source.posts(1_023), 4),
          new Delivery.Counted(1, Reaction.LIKE, 2, 2, false, Source.acts(0), Long.MAX_VALUE),
          new Delivery.Reacted(1, 2, Reaction.PIN, true, 0, Source.acts(1_023), 5),
          new Delivery.Reacted(1, 2, Reaction.BOOST, false, 9, Source.posts(0), 5),
          new Delivery.Noticed(1, new Notice(2, Notice.Kind.EDIT, 3, 4), true),
          new Delivery.Noticed(1, new Notice(0, Notice.Kind.FOLLOW, 3, 0), false),
          new Delivery.Edited(1, 2, 3));

  @Test
  void whatHasNoRecipientsComesBack() {
    for (Delivery delivery : FIXED) {
      assertThat(decode(encode(delivery))).isEqualTo(delivery);
    }
  }

  @Test
  void aCrossingComesBack() {
    RecipientsBuilder builder = new RecipientsBuilder();
    builder.add(2);
    builder.add(7);
    byte[] value = encode(new Delivery.Crossing(9, true, 88, builder.build()));
    Delivery.Crossing crossing = (Delivery.Crossing) decode(value);
    List<Long> read = new ArrayList<>();
    crossing.recipients().forEach((_, account) -> read.add(account));
    assertThat(crossing.author()).isEqualTo(9);
    assertThat(crossing.pulled()).isTrue();
    assertThat(crossing.version()).isEqualTo(88);
    assertThat(read).containsExactly(2L, 7L);
    for (int length = 0; length < value.length; length++) {
      refused(Arrays.copyOf(value, length));
    }
  }

  @Test
  void aPostThatIsNotifiedOfComesBack() {
    RecipientsBuilder builder = new RecipientsBuilder();
    builder.add(2);
    builder.add(7);
    byte[] value = encode(new Delivery.Posted(9, 5, builder.build()));
    Delivery.Posted posted = (Delivery.Posted) decode(value);
    List<Long> read = new ArrayList<>();
    posted.recipients().forEach((_, account) -> read.add(account));
    assertThat(posted.post()).isEqualTo(9);
    assertThat(posted.author()).isEqualTo(5);
    assertThat(read).containsExactly(2L, 7L);
    for (int length = 0; length < value.length; length++) {
      refused(Arrays.copyOf(value, length));
    }
  }

  @Test
  void everyTruncationAndEveryByteMoreOfAFixedLengthIsRefused() {
    for (Delivery delivery : FIXED) {
      byte[] value = encode(delivery);
      for (int length = 0; length < value.length; length++) {
        refused(Arrays.copyOf(value, length));
      }
      refused(Arrays.copyOf(value, value.length + 1));
    }
  }

  @Test
  void flagsNobodyWritesAndIdsNobodyHasAreRefused() {
    byte[] relation = encode(FIXED.getFirst());
    refused(with(relation, 2, 0x80));
    refused(with(relation, 18, 32));
    refused(with(relation, 27, 2));
    refused(with(relation, 28, 0x80));
    refused(with(relation, 32, 0x80));
    refused(with(encode(new Delivery.Inverse(7, 8, true, true, 5)), 18, 4));
    refused(with(encode(new Delivery.AccountOpened(1)), 9, 0));
    RecipientsBuilder builder = new RecipientsBuilder();
    builder.add(1);
    byte[] entry = encode(new Delivery.Entry(1, builder.build()));
    refused(with(entry, entry.length - 1, 0));
    refused(with(entry, entry.length - 1, 0x80));
    refused(with(entry, entry.length - 2, 2));
    refused(Arrays.copyOf(entry, entry.length + 1));
  }

  private static byte[] encode(Delivery delivery) {
    return DeliveryCodec.encode(List.of(delivery));
  }

  /// The only delivery of a record.
  private static Delivery decode(byte[] value) {
    List<Delivery> deliveries = DeliveryCodec.decode(value);
    assertThat(deliveries).hasSize(1);
    return deliveries.getFirst();
  }

  @Test
  void theDeliveriesOfARecordComeBackInTheirOrder() {
    List<Delivery> deliveries = new ArrayList<>(FIXED);
    RecipientsBuilder builder = new RecipientsBuilder();
    for (int i = 1; i < 4; i++) {
      for (long account = 1; account <= 100L * i; account++) {
        builder.add(account * 1_000);
      }
      deliveries.add(i, new Delivery.Entry(i, builder.build()));
    }
    List<Delivery> read = DeliveryCodec.decode(DeliveryCodec.encode(deliveries));
    assertThat(read).hasSameSizeAs(deliveries);
    for (int i = 0; i < read.size(); i++) {
      assertThat(encode(read.get(i))).as("delivery %d", i).isEqualTo(encode(deliveries.get(i)));
    }
  }

  @Test
  void aRecordIsRefusedForWhateverOfItsDeliveriesIsMalformed() {
    byte[] two = DeliveryCodec.encode(List.of(FIXED.getFirst(), new Delivery.AccountOpened(1)));
    refused(with(two, two.length - 1, 0));
    refused(Arrays.copyOf(two, two.length - 1));
    refused(new byte[] {4});
  }

  private static byte[] with(byte[] value, int at, int changed) {
    byte[] copy = value.clone();
    copy[at] = (byte) changed;
    return copy;
  }

  private static void refused(byte[] value) {
    assertThatThrownBy(() -> DeliveryCodec.decode(value))
        .as(Arrays.toString(value))
        .isInstanceOf(MalformedDeliveryException.class);
  }

  @Test
  void everyTruncationIsRefused() {
    RecipientsBuilder builder = new RecipientsBuilder();
    for (long account = 1L << 40; account < (1L << 40) + 5; account++) {
      builder.add(account);
    }
    byte[] value = encode(new Delivery.Entry(1, builder.build()));
    for (int length = 0; length < value.length; length++) {
      byte[] cut = Arrays.copyOf(value, length);
      assertThatThrownBy(() -> DeliveryCodec.decode(cut))
          .isInstanceOf(MalformedDeliveryException.class);
    }
  }

  @Test
  void aBuilderRefusesWhatDoesNotAscend() {
    RecipientsBuilder builder = new RecipientsBuilder();
    builder.add(5);
    assertThatThrownBy(() -> builder.add(5)).hasMessageContaining("expected above 5, found 5");
  }

  /// As workers of versions before wrote them.
  @Test
  void theTwoFormatsBeforeAreRead() {
    byte[] all = DeliveryCodec.encode(FIXED);
    assertThat(DeliveryCodec.decode(with(all, 0, 5))).isEqualTo(FIXED);
    List<Delivery> known = FIXED.subList(0, 7);
    byte[] value = DeliveryCodec.encode(known);
    assertThat(DeliveryCodec.decode(with(value, 0, 4))).isEqualTo(known);
  }

  /// So that workers of the version before read what concerns them while they are replaced.
  @Test
  void theNewFormatIsWrittenOnlyWhereItIsNeeded() {
    assertThat(encode(new Delivery.AccountOpened(1))[0]).isEqualTo((byte) 5);
    assertThat(encode(new Delivery.Relation(5, 6, Relation.FOLLOWING, false, 63, 1))[0])
        .isEqualTo((byte) 5);
    Relation notified = new Relation(true, false, false, true, false, 0);
    assertThat(encode(new Delivery.Relation(5, 6, notified, false, 63, 1))[0]).isEqualTo((byte) 6);
    RecipientsBuilder builder = new RecipientsBuilder();
    builder.add(2);
    assertThat(encode(new Delivery.Posted(9, 5, builder.build()))[0]).isEqualTo((byte) 6);
  }

  @Test
  void ofFormatsBeforeThatNothingIsTaken() {
    byte[] value = encode(new Delivery.AccountOpened(1));
    for (int format = 0; format < 4; format++) {
      byte[] old = with(value, 0, format);
      assertThatThrownBy(() -> DeliveryCodec.decode(old))
          .hasMessageContaining("format: expected 6, found " + format);
    }
  }

  @Test
  void whatIsNoDeliveryIsRefusedByName() {
    assertThatThrownBy(() -> DeliveryCodec.decode(new byte[] {9, 1}))
        .hasMessageContaining("format: expected 6, found 9");
    assertThatThrownBy(() -> DeliveryCodec.decode(new byte[] {4, 11}))
        .hasMessageContaining("kind: expected 1 to 10, found 11");
    assertThatThrownBy(() -> DeliveryCodec.decode(new byte[0])).hasMessageContaining("0 bytes");
  }
}

package io.rivulet.fanout.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.keyspace.Shards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
          random
              .longs(random.nextInt(300), 1, Long.MAX_VALUE)
              .boxed()
              .sorted(Comparator.<Long>comparingInt(Shards::of).thenComparing(a -> a))
              .toList();
      RecipientsBuilder builder = new RecipientsBuilder();
      accounts.forEach(account -> builder.add(Shards.of(account), account));

      byte[] value = DeliveryCodec.encode(new Delivery.Entry(round + 1, builder.build()));

      List<Long> read = new ArrayList<>();
      Delivery.Entry entry = (Delivery.Entry) DeliveryCodec.decode(value);
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
    builder.add(3, 7);
    var _ = builder.build();
    builder.add(3, 9);
    List<Long> read = new ArrayList<>();
    builder.build().forEach((_, account) -> read.add(account));
    assertThat(read).containsExactly(9L);
    assertThat(builder.size()).isZero();
  }

  @Test
  void relationsAndAccountsComeBack() {
    for (Delivery delivery :
        List.of(
            new Delivery.Relation(1, Long.MAX_VALUE, true, 77),
            new Delivery.Relation(5, 6, false, 0),
            new Delivery.AccountOpened(42))) {
      assertThat(DeliveryCodec.decode(DeliveryCodec.encode(delivery))).isEqualTo(delivery);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    RecipientsBuilder builder = new RecipientsBuilder();
    for (long account = 1L << 40; account < (1L << 40) + 5; account++) {
      builder.add(12, account);
    }
    byte[] value = DeliveryCodec.encode(new Delivery.Entry(1, builder.build()));
    for (int length = 11; length < value.length; length++) {
      byte[] cut = Arrays.copyOf(value, length);
      assertThatThrownBy(() -> DeliveryCodec.decode(cut))
          .isInstanceOf(MalformedDeliveryException.class);
    }
  }

  @Test
  void whatIsNoDeliveryIsRefusedByName() {
    assertThatThrownBy(() -> DeliveryCodec.decode(new byte[] {9, 1}))
        .hasMessageContaining("format: expected 1, found 9");
    assertThatThrownBy(() -> DeliveryCodec.decode(new byte[] {1, 8}))
        .hasMessageContaining("kind: expected 1 to 3, found 8");
    assertThatThrownBy(() -> DeliveryCodec.decode(new byte[0])).hasMessageContaining("0 bytes");
  }
}

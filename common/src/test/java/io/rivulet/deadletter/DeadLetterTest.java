package io.rivulet.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  @Test
  void whatIsSentIsReadAgainByteForByte() {
    byte[] key = {1, (byte) 0xff};
    byte[] value = {(byte) 0xc3, 0, '{'};
    ConsumerRecord<byte[], byte[]> received =
        new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 42, key, value);
    ProducerRecord<byte[], byte[]> sent =
        DeadLetter.of(received, "invalid", "text: expected …", "feed-ingest").toRecord();
    ConsumerRecord<byte[], byte[]> stored =
        new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
    sent.headers().forEach(stored.headers()::add);

    DeadLetter letter = DeadLetter.read(stored);
    assertThat(sent.topic()).isEqualTo(Topics.DEAD_LETTERS);
    assertThat(letter.reason()).isEqualTo("invalid");
    assertThat(letter.detail()).isEqualTo("text: expected …");
    assertThat(letter.source()).isEqualTo(new DeadLetter.Source(Topics.SUBMISSIONS, 3, 42));
    assertThat(letter.service()).isEqualTo("feed-ingest");
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
  }
}

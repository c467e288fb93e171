package io.rivulet.fanout.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TracedEntriesTest {
  private final List<ReadableSpan> spans = new ArrayList<>();

  /// Without a processor nothing would be recorded.
  private final Tracer tracer =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
          .build()
          .get("test");

  private long now;
  private final TracedEntries traced = new TracedEntries(() -> now);

  /// A call that writes one entry to each of some timelines.
  private static LaneCall.Add call(long... ids) {
    LaneCall.Add call = new LaneCall.Add();
    for (int viewer = 0; viewer < ids.length; viewer++) {
      call.add(viewer, new long[] {ids[viewer]});
    }
    return call;
  }

  private void trace(long post, long entries) {
    Span span = tracer.spanBuilder("deliver " + post).startSpan();
    spans.add((ReadableSpan) span);
    traced.add(span, post, entries);
  }

  private List<ReadableSpan> ended() {
    return spans.stream().filter(ReadableSpan::hasEnded).toList();
  }

  private List<String> names() {
    return ended().stream().map(ReadableSpan::getName).toList();
  }

  private long number(String name) {
    return Objects.requireNonNull(
        ended().getFirst().getAttribute(AttributeKey.longKey(name)), name);
  }

  @Test
  void aSpanEndsWithTheLastOfItsEntriesAndTellsWhatRedisTook() {
    trace(7, 3);
    LaneCall first = call(7, 5, 7);
    LaneCall other = call(5, 6);
    LaneCall last = call(6, 7);
    traced.sends(first);
    now = 2_000;
    traced.sends(other);
    traced.acknowledged(first);
    now = 3_000;
    traced.acknowledged(other);
    assertThat(ended()).isEmpty();
    traced.sends(last);
    now = 8_000;
    traced.acknowledged(last);
    assertThat(names()).containsExactly("deliver 7");
    assertThat(number("redis.calls")).isEqualTo(2);
    assertThat(number("redis.microseconds")).isEqualTo(7);
  }

  @Test
  void aCallThatIsTriedAgainIsAnEventOfThoseItConcernsAndNoOtherSpan() {
    trace(7, 1);
    trace(8, 1);
    LaneCall seven = call(7);
    LaneCall eight = call(8);
    traced.sends(seven);
    traced.sends(eight);
    traced.retries(seven, 1);
    traced.retries(seven, 2);
    traced.acknowledged(seven);
    traced.acknowledged(eight);
    assertThat(names()).containsExactly("deliver 7", "deliver 8");
    assertThat(ended())
        .extracting(span -> span.toSpanData().getTotalRecordedEvents())
        .containsExactly(2, 0);
  }

  @Test
  void aPostThatWasMergedWithItselfEndsWhenAllIsWritten() {
    trace(7, 1);
    trace(7, 1);
    trace(9, 2);
    LaneCall call = call(7, 9);
    traced.sends(call);
    traced.acknowledged(call);
    assertThat(names()).containsExactly("deliver 7", "deliver 7");
    traced.allWritten();
    assertThat(names()).containsExactly("deliver 7", "deliver 7", "deliver 9");
    traced.allWritten();
    assertThat(ended()).hasSize(3);
  }

  @Test
  void nothingIsKeptOfCallsThatAreAnsweredAfterAllSpansHaveEnded() {
    trace(7, 1);
    LaneCall seven = call(7);
    LaneCall others = call(5, 6);
    traced.sends(seven);
    traced.sends(others);
    traced.acknowledged(seven);
    assertThat(traced.isEmpty()).isFalse();
    traced.acknowledged(others);
    assertThat(traced.isEmpty()).isTrue();
  }

  @Test
  void whatALaneLeavesToItsSuccessorIsNotSent() {
    trace(7, 2);
    LaneCall call = call(7);
    traced.sends(call);
    traced.clear();
    traced.acknowledged(call);
    traced.allWritten();
    assertThat(ended()).isEmpty();
  }
}

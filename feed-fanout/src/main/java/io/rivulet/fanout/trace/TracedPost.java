package io.rivulet.fanout.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.rivulet.trace.TraceHeader;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A post whose deliveries are traced, as a record of feed.deliveries.v1 tells it: one such post a
/// record, by the headers `traceparent` and `traced-post` (its id, 8 bytes). The record's value is
/// as ever, and a record without such a post has no headers.
///
/// @param span of its planning
/// @param post its id
public record TracedPost(SpanContext span, long post) {
  private static final String POST = "traced-post";

  /// What is traced of a planned record.
  ///
  /// @param span of its planning
  /// @param entry of the post that it publishes, 0 if it does not
  /// @return null if nothing is
  public static @Nullable TracedPost of(Span span, long entry) {
    return span.isRecording() && entry != 0 ? new TracedPost(span.getSpanContext(), entry) : null;
  }

  /// The headers of a record with deliveries of the post.
  public Headers headers() {
    Headers headers = new RecordHeaders();
    TraceHeader.put(span, headers);
    headers.add(POST, ByteBuffer.allocate(Long.BYTES).putLong(post).array());
    return headers;
  }

  /// The post that a record tells of.
  public static OptionalLong post(Headers headers) {
    Header header = headers.lastHeader(POST);
    return header == null || header.value() == null || header.value().length != Long.BYTES
        ? OptionalLong.empty()
        : OptionalLong.of(ByteBuffer.wrap(header.value()).getLong());
  }
}

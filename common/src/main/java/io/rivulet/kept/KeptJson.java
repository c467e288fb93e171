package io.rivulet.kept;

import io.rivulet.event.InvalidEventException;
import io.rivulet.event.JsonFields;
import io.rivulet.event.JsonText;
import io.rivulet.event.Limits;
import io.rivulet.event.ListReplies;
import io.rivulet.event.MarkerMoved;
import io.rivulet.timeline.CorruptTimelineException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// [Kept] as it lies in Redis: the version (8 bytes), so that scripts can compare it, then JSON.
public final class KeptJson {
  /// Where the version stands.
  public static final int VERSION_AT = 0;

  private KeptJson() {}

  public static byte[] encode(Kept kept) {
    byte[] json =
        JsonText.of(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("markers");
              for (Map.Entry<String, Marker> marker : kept.markers().entrySet()) {
                out.writeStartObject();
                out.writeStringField("timeline", marker.getKey());
                JsonText.id(out, "lastRead", marker.getValue().lastRead());
                out.writeNumberField("version", marker.getValue().version());
                JsonText.instant(out, "at", marker.getValue().at());
                out.writeEndObject();
              }
              out.writeEndArray();
              out.writeNumberField("dismissedUpTo", kept.dismissedUpTo());
              JsonText.ids(out, "dismissed", kept.dismissed());
              out.writeArrayFieldStart("lists");
              for (AccountList list : kept.lists()) {
                out.writeStartObject();
                JsonText.id(out, "id", list.id());
                out.writeStringField("title", list.title());
                out.writeStringField("replies", list.replies().json());
                out.writeBooleanField("exclusive", list.exclusive());
                JsonText.ids(out, "members", list.members());
                out.writeEndObject();
              }
              out.writeEndArray();
              out.writeEndObject();
            });
    return ByteBuffer.allocate(Long.BYTES + json.length).putLong(kept.version()).put(json).array();
  }

  /// Decodes a value; what is absent is [Kept#NOTHING].
  ///
  /// @throws CorruptTimelineException if the value is none
  public static Kept decode(byte @Nullable [] value) {
    if (value == null) {
      return Kept.NOTHING;
    }
    if (value.length < Long.BYTES) {
      throw new CorruptTimelineException(value.length + " bytes have no version");
    }
    try {
      JsonFields fields = JsonFields.parse(Arrays.copyOfRange(value, Long.BYTES, value.length));
      Map<String, Marker> markers = new TreeMap<>();
      fields.objects(
          "markers",
          one ->
              markers.put(
                  one.string("timeline"),
                  new Marker(
                      one.id("lastRead"),
                      Math.toIntExact(one.number("version", 0, Integer.MAX_VALUE)),
                      one.instant("at"))),
          MarkerMoved.TIMELINES.size());
      return new Kept(
          ByteBuffer.wrap(value).getLong(),
          markers,
          fields.number("dismissedUpTo", 0, Long.MAX_VALUE),
          new TreeSet<>(fields.ids("dismissed", Kept.DISMISSED)),
          fields.objects("lists", KeptJson::list, Kept.LISTS));
    } catch (InvalidEventException e) {
      throw new CorruptTimelineException("what is kept for an account: " + e.getMessage());
    }
  }

  private static AccountList list(JsonFields fields) {
    return new AccountList(
        fields.id("id"),
        fields.string("title"),
        fields.constant("replies", ListReplies.LIST),
        fields.bool("exclusive", false),
        fields.ids("members", Limits.LIST_MEMBERS));
  }
}

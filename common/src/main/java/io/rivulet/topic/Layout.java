package io.rivulet.topic;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Over how many partitions posts, relations, accounts, acts and deliveries are spread, and whether
/// that is being changed: the newest record of `feed.layout.v1`, in JSON.
///
/// While it changes nobody but who changes it writes to these topics: feed-ingest asks once a
/// second ([LayoutWatch]) and answers 503 to whoever publishes; the fan-out ends its job for as
/// long as records are copied. What changes it waits for that, so it has to be known to be so
/// within [LayoutWatch#LEASE].
///
/// @param step what is being done
/// @param partitions how many there are, or are to be; 0 if that was never changed, and so is what
///   the topics were created with
/// @param from how many there were before; 0 if that was never changed
/// @param ends by topic, where each partition ended when records were copied: what is below and
///   does not belong there has moved
/// @param before what holds again if the change is given up while it can be, or null
/// @param application whose state moves, `streams.applicationId` of feed-fanout; null if that is
///   not known
public record Layout(
    Step step,
    int partitions,
    int from,
    Map<String, List<Long>> ends,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Layout before,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String application) {
  /// What is being done.
  public enum Step {
    /// Nothing.
    @JsonProperty("settled")
    SETTLED,
    /// Nothing new is written; what was is still planned and delivered.
    @JsonProperty("draining")
    DRAINING,
    /// Partitions are added and filled. From here there is no way back.
    @JsonProperty("copying")
    COPYING,
    /// What moved is taken out of where it was.
    @JsonProperty("clearing")
    CLEARING
  }

  /// Partitions were never added.
  public static final Layout AS_CREATED = new Layout(Step.SETTLED, 0, 0, Map.of(), null, null);

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final int MOST_PARTITIONS = 1_024;

  public Layout {
    require("partitions", partitions);
    require("from", from);
    Map<String, List<Long>> copied = new HashMap<>();
    ends.forEach(
        (topic, offsets) -> {
          if (offsets.size() != from) {
            throw new IllegalArgumentException(
                "layout: ends of %s: expected %d, found %d".formatted(topic, from, offsets.size()));
          }
          copied.put(topic, List.copyOf(offsets));
        });
    ends = Map.copyOf(copied);
  }

  private static void require(String name, int partitions) {
    if (partitions < 0 || partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(
          "layout: %s: expected 0 to %d, found %d".formatted(name, MOST_PARTITIONS, partitions));
    }
  }

  /// Reads what a record says.
  @JsonCreator
  static Layout of(
      @JsonProperty("step") @Nullable Step step,
      @JsonProperty("partitions") int partitions,
      @JsonProperty("from") int from,
      @JsonProperty("ends") @Nullable Map<String, List<Long>> ends,
      @JsonProperty("before") @Nullable Layout before,
      @JsonProperty("application") @Nullable String application) {
    if (step == null) {
      throw new IllegalArgumentException("layout: step: expected a value, found nothing");
    }
    return new Layout(step, partitions, from, ends == null ? Map.of() : ends, before, application);
  }

  /// As stored.
  public byte[] encode() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads what [#encode] wrote.
  ///
  /// @throws IllegalArgumentException if it is something else
  public static Layout decode(byte[] value) {
    try {
      Layout layout = JSON.readValue(value, Layout.class);
      if (layout == null) {
        throw new IllegalArgumentException("layout: expected an object, found null");
      }
      return layout;
    } catch (ValueInstantiationException e) {
      // What this class itself says of it is clearer than what Jackson makes of that.
      throw e.getCause() instanceof IllegalArgumentException own
          ? own
          : new IllegalArgumentException("layout: " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("layout: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("layout: " + e.getMessage(), e);
    }
  }

  /// A change that begins.
  ///
  /// @param there how many partitions there are
  /// @param wanted how many there are to be
  /// @param applicationId of the job whose state moves
  public Layout draining(int there, int wanted, String applicationId) {
    return new Layout(Step.DRAINING, wanted, there, Map.of(), this, applicationId);
  }

  /// The same change when all is planned and delivered.
  ///
  /// @param copied where each partition ends
  public Layout copying(Map<String, List<Long>> copied) {
    return new Layout(Step.COPYING, partitions, from, copied, before, application);
  }

  /// The same change when all is copied.
  public Layout clearing() {
    return new Layout(Step.CLEARING, partitions, from, ends, null, application);
  }

  /// The same change when it is done.
  public Layout settled() {
    return new Layout(Step.SETTLED, partitions, from, ends, null, null);
  }

  /// What holds for whoever is at work: while all is drained what was before.
  public Layout inForce() {
    return step == Step.DRAINING && before != null ? before : this;
  }

  /// Whether nothing is being changed.
  @JsonIgnore
  public boolean isSettled() {
    return step == Step.SETTLED;
  }

  /// Over how many partitions whoever reads finds everything: those that are still to be filled do
  /// not count. 0 if that was never changed, and so is all there are.
  public int readable() {
    return switch (step) {
      case SETTLED, CLEARING -> partitions;
      case DRAINING, COPYING -> from;
    };
  }

  /// Whether the job of the fan-out has to stand still.
  @JsonIgnore
  public boolean isMoving() {
    return step == Step.COPYING || step == Step.CLEARING;
  }

  /// Whether a record that is not of its partition was there before partitions were added. Another
  /// one was written by somebody who did not know of them.
  public boolean hasMoved(String topic, int partition, long offset) {
    List<Long> copied = ends.get(topic);
    return copied != null && from > 0 && offset < copied.get(partition % from);
  }
}

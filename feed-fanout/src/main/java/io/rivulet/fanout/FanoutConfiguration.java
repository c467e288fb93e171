package io.rivulet.fanout;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.fanout.door.DoorSettings;
import io.rivulet.fanout.plan.HotPosts;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.service.ServiceConfiguration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/// The configuration file of feed-fanout.
public final class FanoutConfiguration extends ServiceConfiguration {
  @NotNull @Valid private StreamsSettings streams = StreamsSettings.DEFAULT;

  @NotNull @Valid private DeliverySettings delivery = DeliverySettings.DEFAULT;

  @NotNull @Valid private LargeAuthors largeAuthors = LargeAuthors.DEFAULT;

  @NotNull @Valid private HotPosts posts = HotPosts.ALL;

  @NotNull @Valid private DoorSettings door = DoorSettings.DEFAULT;

  private boolean journeys;

  /// Whether the way of each post is noted, for people who want to see it.
  public boolean journeys() {
    return journeys;
  }

  @JsonProperty("journeys")
  void setJourneys(boolean journeys) {
    this.journeys = journeys;
  }

  public StreamsSettings streams() {
    return streams;
  }

  @JsonProperty("streams")
  void setStreams(StreamsSettings streams) {
    this.streams = streams;
  }

  public DeliverySettings delivery() {
    return delivery;
  }

  @JsonProperty("delivery")
  void setDelivery(DeliverySettings delivery) {
    this.delivery = delivery;
  }

  public LargeAuthors largeAuthors() {
    return largeAuthors;
  }

  @JsonProperty("largeAuthors")
  void setLargeAuthors(LargeAuthors largeAuthors) {
    this.largeAuthors = largeAuthors;
  }

  public HotPosts posts() {
    return posts;
  }

  @JsonProperty("posts")
  void setPosts(HotPosts posts) {
    this.posts = posts;
  }

  public DoorSettings door() {
    return door;
  }

  @JsonProperty("door")
  void setDoor(DoorSettings door) {
    this.door = door;
  }
}

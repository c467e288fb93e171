package io.rivulet.event;

/// The position in `feed.submissions.v1` of the submission an event was made from. Of one
/// partition, an event not above the highest offset already seen is a replay.
public record Origin(int partition, long offset) {

  public Origin {
    Check.atLeast("partition", partition, 0);
    Check.atLeast("offset", offset, 0);
  }
}

package io.rivulet.autoscale;

/// What is seen of the fan-out at one time, all of it in metrics that workers tell.
///
/// @param postsPlanned post events a second that were planned
/// @param postsLag events that wait in feed.posts.v1
/// @param postsLagGrowth by how many more a second; negative while it gets less
/// @param recipients that an event has, on average
/// @param deliveriesLag records that wait in feed.deliveries.v1
/// @param recipientsPerRecord that such a record has, on average
/// @param oldestSeconds how old the oldest undelivered post is, at its least in the last two
///   minutes; 0 while Redis takes no writes, since more workers are no help then
/// @param workers that have tasks
record Seen(
    double postsPlanned,
    double postsLag,
    double postsLagGrowth,
    double recipients,
    double deliveriesLag,
    double recipientsPerRecord,
    double oldestSeconds,
    int workers) {
  /// Deliveries a second that come in, whether they are kept up with or not: what is done a second
  /// says nothing of what should be, as soon as something waits.
  double demand() {
    return Math.max(0, postsPlanned + postsLagGrowth) * recipients;
  }

  /// Deliveries that wait.
  double backlog() {
    return postsLag * recipients + deliveriesLag * recipientsPerRecord;
  }
}

package io.rivulet.ingest;

import com.codahale.metrics.health.HealthCheck;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutWatch;
import io.rivulet.topic.Topics;

/// Whether it is known how topics are laid out: until then nothing is published.
final class LayoutCheck extends HealthCheck {
  private final LayoutWatch layouts;

  LayoutCheck(LayoutWatch layouts) {
    this.layouts = layouts;
  }

  @Override
  protected Result check() {
    Layout layout = layouts.now();
    if (layout == null) {
      return Result.unhealthy(
          "Kafka does not show what is in %s: nothing is published", Topics.LAYOUT);
    }
    return layout.isSettled()
        ? Result.healthy()
        : Result.healthy("partitions are being added: nothing is published");
  }
}

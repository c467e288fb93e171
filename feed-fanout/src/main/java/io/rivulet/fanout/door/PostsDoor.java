package io.rivulet.fanout.door;

import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.cold.Door;
import io.rivulet.cold.Doors;
import io.rivulet.fanout.plan.StoredBodies;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers for the posts of this worker's partitions, and tells twice a second where that is.
public final class PostsDoor implements Managed {
  private static final Logger logger = LoggerFactory.getLogger(PostsDoor.class);
  private static final long EVERY_MILLIS = 500;

  private final Doors doors;
  private final PlanStores stores;
  private final DoorSettings settings;
  private final IntSupplier port;
  private final ScheduledExecutorService tells =
      Executors.newSingleThreadScheduledExecutor(
          tell -> {
            Thread thread = new Thread(tell, "door");
            thread.setDaemon(true);
            return thread;
          });

  /// @param port at which this process answers, once it does
  public PostsDoor(Doors doors, PlanStores stores, DoorSettings settings, IntSupplier port) {
    this.doors = doors;
    this.stores = stores;
    this.settings = settings;
    this.port = port;
  }

  /// What answers.
  public PostsResource resource(String publicUrl, MeterRegistry meters) {
    return new PostsResource(new PostSearch(stores, new StoredBodies(publicUrl)), settings, meters);
  }

  @Override
  public void start() {
    var _ = tells.scheduleWithFixedDelay(this::tell, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tell() {
    try {
      int answering = port.getAsInt();
      List<Integer> owned = stores.owned();
      if (answering > 0 && !owned.isEmpty()) {
        var _ = doors.tell(new Door(address(answering), stores.partitions()), owned);
      }
    } catch (RuntimeException e) {
      // Redis is away: told anew when it is back. One that fails would be the last one.
      logger.debug("not told where posts are: {}", e.getMessage());
    }
  }

  private URI address(int answering) {
    return settings.address() == null
        ? URI.create("http://127.0.0.1:" + answering)
        : settings.address();
  }

  @Override
  public void stop() {
    tells.shutdownNow();
  }
}

package io.rivulet.e2e.guarantee;

import io.rivulet.e2e.AdminPort;

/// A fan-out worker, a process of its own, that can be restarted.
interface Worker {
  AdminPort admin();

  /// Ends it by SIGTERM, or SIGKILL; it is gone when this returns.
  void end(boolean kill);

  /// Brings it back; it may not take part in its group yet when this returns.
  void bringBack();
}

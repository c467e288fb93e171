package io.rivulet.faults.system;

/// What a process is for.
public enum Role {
  INGEST("ingest", 2),
  WORKER("worker", 3),
  READER("reader", 2),
  BROKER("kafka", 3),
  /// Each of the hosts has two nodes.
  REDIS("redis", 3);

  private final String title;
  private final int hosts;

  Role(String title, int hosts) {
    this.title = title;
    this.hosts = hosts;
  }

  public String title() {
    return title;
  }

  int hosts() {
    return hosts;
  }
}

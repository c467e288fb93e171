package io.rivulet.service;

import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.logging.common.AbstractAppenderFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import java.util.Collection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// Server settings that are not left to a configuration file: virtual threads, errors in our shape,
/// headers as they were sent, and a request log without query strings and referers, which may carry
/// an access token.
final class ServerPosture {
  private static final String LOG_FORMAT =
      "%h [%t{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC}] %m %U %s %b %D";

  private static final int UNBOUNDED = -1;

  private ServerPosture() {}

  /// Takes the bound of virtual threads away, `maxThreads` of the file, 1,024 by default: so many
  /// streams, each of which has one, would keep everybody else waiting. What waits is bounded by
  /// what it is, requests, streams and connections, and beyond the bound of threads it waits in
  /// threads too. Of a server that starts: before, it has none.
  ///
  /// And has headers read as they were sent.
  static void start(Server server) {
    if (server.getThreadPool() instanceof QueuedThreadPool pool
        && pool.getVirtualThreadsExecutor() instanceof VirtualThreadPool threads) {
      threads.setMaxConcurrentTasks(UNBOUNDED);
    } else {
      throw new IllegalStateException("no pool of virtual threads in " + server.getThreadPool());
    }
    rememberAsSent(server);
  }

  /// Jetty remembers the headers of a connection, by default whatever the case of their values: a
  /// token or an `Idempotency-Key` that differs from the one before by case only would be read as
  /// that one.
  private static void rememberAsSent(Server server) {
    Collection<HttpConfiguration> all = server.getContainedBeans(HttpConfiguration.class);
    if (all.isEmpty()) {
      throw new IllegalStateException("no HTTP in " + server);
    }
    all.forEach(one -> one.setHeaderCacheCaseSensitive(true));
  }

  static void apply(ServerFactory factory) {
    if (!(factory instanceof AbstractServerFactory server)) {
      throw new IllegalStateException("server.type must be default or simple");
    }
    server.setEnableVirtualThreads(true);
    server.setEnableThreadNameFilter(false);
    server.setRegisterDefaultExceptionMappers(false);
    if (server.getRequestLogFactory() instanceof LogbackAccessRequestLogFactory log) {
      log.getAppenders().stream()
          .filter(AbstractAppenderFactory.class::isInstance)
          .map(AbstractAppenderFactory.class::cast)
          .forEach(appender -> appender.setLogFormat(LOG_FORMAT));
    }
  }
}

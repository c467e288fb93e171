package io.rivulet.service;

import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.logging.common.AbstractAppenderFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import io.dropwizard.util.DataSize;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// Server settings that are not left to a configuration file: virtual threads, errors in our shape,
/// headers as they were sent, buffers that belong to one connection, and a request log without
/// query strings and referers, which may carry an access token.
final class ServerPosture {
  private static final String LOG_FORMAT =
      "%h [%t{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC}] %m %U %s %b %D";

  private static final int UNBOUNDED = -1;

  /// Jetty pools buffers up to this size; it asks for none that is as small.
  private static final DataSize POOL_NONE = DataSize.bytes(1);

  private ServerPosture() {}

  /// Takes the bound of virtual threads away, `maxThreads` of the file, 1,024 by default: so many
  /// streams, each of which has one, would keep everybody else waiting. What waits is bounded by
  /// what it is, requests, streams and connections, and beyond the bound of threads it waits in
  /// threads too. Of a server that starts: before, it has none.
  ///
  /// And has headers read as they were sent, into buffers on the heap.
  static void start(Server server) {
    if (server.getThreadPool() instanceof QueuedThreadPool pool
        && pool.getVirtualThreadsExecutor() instanceof VirtualThreadPool threads) {
      threads.setMaxConcurrentTasks(UNBOUNDED);
    } else {
      throw new IllegalStateException("no pool of virtual threads in " + server.getThreadPool());
    }
    Collection<HttpConfiguration> all = server.getContainedBeans(HttpConfiguration.class);
    if (all.isEmpty()) {
      throw new IllegalStateException("no HTTP in " + server);
    }
    all.forEach(
        one -> {
          rememberAsSent(one);
          one.setUseInputDirectByteBuffers(false);
          one.setUseOutputDirectByteBuffers(false);
        });
  }

  /// Jetty remembers the headers of a connection, by default whatever the case of their values: a
  /// token or an `Idempotency-Key` that differs from the one before by case only would be read as
  /// that one.
  private static void rememberAsSent(HttpConfiguration http) {
    http.setHeaderCacheCaseSensitive(true);
  }

  /// No buffer of a connection is ever used for another one. Jetty's threads may race for the
  /// buffer of a request whose client goes away (jetty.project#12939): released twice to a pool, it
  /// is given to two connections, and one writes what the other sends.
  private static void poolNoBuffers(AbstractServerFactory server) {
    connectors(server)
        .filter(HttpConnectorFactory.class::isInstance)
        .map(HttpConnectorFactory.class::cast)
        .forEach(http -> http.setMaxBufferPoolSize(POOL_NONE));
  }

  private static Stream<ConnectorFactory> connectors(AbstractServerFactory server) {
    return switch (server) {
      case DefaultServerFactory two ->
          Stream.of(two.getApplicationConnectors(), two.getAdminConnectors()).flatMap(List::stream);
      case SimpleServerFactory one -> Stream.of(one.getConnector());
      default -> throw new IllegalStateException("server.type must be default or simple");
    };
  }

  static void apply(ServerFactory factory) {
    if (!(factory instanceof AbstractServerFactory server)) {
      throw new IllegalStateException("server.type must be default or simple");
    }
    server.setEnableVirtualThreads(true);
    server.setEnableThreadNameFilter(false);
    server.setRegisterDefaultExceptionMappers(false);
    poolNoBuffers(server);
    if (server.getRequestLogFactory() instanceof LogbackAccessRequestLogFactory log) {
      log.getAppenders().stream()
          .filter(AbstractAppenderFactory.class::isInstance)
          .map(AbstractAppenderFactory.class::cast)
          .forEach(appender -> appender.setLogFormat(LOG_FORMAT));
    }
  }
}

package io.rivulet.service;

import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.logging.common.AbstractAppenderFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;

/// Server settings that are not left to a configuration file: virtual threads, errors in our shape,
/// and a request log without query strings and referers, which may carry an access token.
final class ServerPosture {
  private static final String LOG_FORMAT =
      "%h [%t{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC}] %m %U %s %b %D";

  private ServerPosture() {}

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

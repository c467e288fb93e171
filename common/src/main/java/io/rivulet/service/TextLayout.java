package io.rivulet.service;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.DropwizardLayout;
import io.dropwizard.logging.common.layout.DiscoverableLayoutFactory;
import io.rivulet.trace.Tracing;
import java.util.TimeZone;

/// The layout `text` of a log: Dropwizard's own lines, and behind the message the id of the trace
/// where there is one. What else a file says of a layout is for `json`, so that a variable of the
/// environment can choose between the two.
@JsonTypeName("text")
@JsonIgnoreProperties({"timestampFormat", "flattenMdc", "includes", "additionalFields"})
public final class TextLayout implements DiscoverableLayoutFactory<ILoggingEvent> {
  private static final String TRACE =
      "%replace( " + Tracing.TRACE_ID + "=%X{" + Tracing.TRACE_ID + "}){' \\S+=$', ''}";

  @Override
  public LayoutBase<ILoggingEvent> build(LoggerContext context, TimeZone zone) {
    DropwizardLayout layout = new DropwizardLayout(context, zone);
    layout.setPattern("%-5p [%d{ISO8601," + zone.getID() + "}] %c: %m" + TRACE + "%n%rEx");
    return layout;
  }
}

package io.rivulet.ingest.media;

import io.dropwizard.core.setup.Environment;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.ingest.answer.AccountAnswer;
import io.rivulet.post.WebAddresses;
import java.time.Clock;

/// Everything of uploads that answers or runs by itself.
public final class MediaApi {
  private final Uploads uploads;
  private final MediaSettings settings;
  private final WebAddresses addresses;

  public MediaApi(Uploads uploads, MediaSettings settings, WebAddresses addresses) {
    this.uploads = uploads;
    this.settings = settings;
    this.addresses = addresses;
  }

  public void register(
      Environment environment, AccountAnswer accounts, MeterRegistry meters, Clock clock) {
    environment.jersey().register(new MediaResource(uploads, addresses, accounts));
    MediaFiles.serve(uploads.folder().files(), environment);
    environment
        .lifecycle()
        .manage(new MediaSweep(uploads.folder(), settings.unused(), meters, clock));
  }
}

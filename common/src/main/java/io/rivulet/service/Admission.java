package io.rivulet.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.rivulet.overload.AdaptiveLimit;
import io.rivulet.overload.Lane;
import io.rivulet.overload.OverloadSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Lets in as many requests as can be worked on and answers all others 503 at once, in front of
/// everything that a request costs: of 5 requests for which there is room for one, the other four
/// must take next to nothing. So a request is refused by the very thread that has read it from the
/// wire, and only one that is let in gets a thread of its own: threads that refuse, one a request,
/// would stand in the way of those that work, which then seem to take long.
///
/// A request counts until its answer begins, which a client takes as slowly as it likes, and not
/// while its body is waited for ([Stay]). It is not asked whether a request has a body: many that
/// have one are answered without it, and would never be counted if their bodies' ends were waited
/// for. What is asked of the admin port is never refused.
final class Admission extends Handler.Wrapper {
  /// As Dropwizard calls that connector.
  static final String ADMIN = "admin";

  private static final byte[] BODY =
      ("{\"error\":\"" + ApiError.UNAVAILABLE.text() + "\"}").getBytes(StandardCharsets.UTF_8);

  private static final HttpField CLOSE = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");
  private static final HttpField[] HEADERS = {
    new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8"),
    new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, BODY.length),
    new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private, no-store"),
    new PreEncodedHttpField("X-Content-Type-Options", "nosniff")
  };

  private final Lane.Choice lanes;
  private final Unsent unsent;
  private final Map<Lane, Counted> counted = new EnumMap<>(Lane.class);

  private record Counted(AdaptiveLimit limit, Counter refused) {}

  /// @param bytesEach see [OverloadSettings#most(long)]
  Admission(
      OverloadSettings settings,
      long bytesEach,
      Lane.Choice lanes,
      Unsent unsent,
      MeterRegistry meters) {
    this.lanes = lanes;
    this.unsent = unsent;
    add(Lane.USUAL, settings, settings.least(), settings.most(bytesEach), meters);
    add(Lane.ASIDE, settings, settings.aside(), settings.aside(), meters);
  }

  private void add(
      Lane lane, OverloadSettings settings, int least, int most, MeterRegistry meters) {
    Tags tags = Tags.of("lane", lane.name().toLowerCase(Locale.ROOT));
    var limit = new AdaptiveLimit(settings.latency(), least, most, System::nanoTime);
    meters.gauge("rivulet.http.limit", tags, limit, AdaptiveLimit::limit);
    meters.gauge("rivulet.http.under.way", tags, limit, AdaptiveLimit::underWay);
    counted.put(lane, new Counted(limit, meters.counter("rivulet.http.refused", tags)));
  }

  /// What comes after this may block, but never on a thread that reads from the wire.
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Counted of = counted(request);
    if (of == null) {
      work(request, response, callback, () -> {});
      return true;
    }
    if (!unsent.hasRoom()) {
      unsent.cutOldest();
    }
    if (!unsent.hasRoom() || !of.limit.tryBegin()) {
      of.refused.increment();
      refuse(request, response, callback);
      return true;
    }
    Connection connection = request.getConnectionMetaData().getConnection();
    Stay stay = new Stay(of.limit, of.refused, connection);
    request.setAttribute(Stay.ATTRIBUTE, stay);
    EndPoint client = connection.getEndPoint();
    request.addHttpStreamWrapper(stream -> new Watched(stream, stay, client));
    work(request, response, callback, stay::end);
    return true;
  }

  /// With which a request counts; null if with none.
  private @Nullable Counted counted(Request request) {
    if (ADMIN.equals(request.getConnectionMetaData().getConnector().getName())) {
      return null;
    }
    return counted.get(lanes.of(request.getMethod(), request.getHttpURI().getCanonicalPath()));
  }

  /// On a thread of its own.
  ///
  /// @param end of a request that is not answered by its handlers
  private void work(Request request, Response response, Callback callback, Runnable end) {
    request
        .getContext()
        .execute(
            () -> {
              try {
                if (!super.handle(request, response, callback)) {
                  end.run();
                  Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
              } catch (Exception | Error e) {
                end.run();
                Response.writeError(request, response, callback, e);
              }
            });
  }

  private static boolean hasBody(Request request) {
    HttpFields headers = request.getHeaders();
    return headers.contains(HttpHeader.TRANSFER_ENCODING)
        || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
  }

  private static void refuse(Request request, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    for (HttpField header : HEADERS) {
      headers.put(header);
    }
    headers.put(HttpHeader.RETRY_AFTER, Stay.retrySeconds());
    CorsFilter.HEADERS.forEach(headers::put);
    if (hasBody(request) && !request.consumeAvailable()) {
      headers.put(CLOSE);
    }
    response.setStatus(ApiError.UNAVAILABLE.status());
    response.write(true, ByteBuffer.wrap(BODY), callback);
  }

  /// Tells when the body is waited for, when it is there, and when the answer begins.
  private final class Watched extends HttpStream.Wrapper {
    private final Stay stay;
    private final EndPoint client;
    private Content.@Nullable Chunk refusal;

    /// What is announced of the answer and not sent yet: Jetty sends it a piece at a time, and it
    /// is all there.
    private @Nullable Callback rest;

    Watched(HttpStream stream, Stay stay, EndPoint client) {
      super(stream);
      this.stay = stay;
      this.client = client;
    }

    /// Who finds no room when his body is there is refused by an error in place of its end. Pieces
    /// before the last are no work: a large body would need luck for each.
    @Override
    public Content.Chunk read() {
      if (refusal != null) {
        return refusal;
      }
      Content.Chunk chunk = super.read();
      if (chunk == null) {
        stay.pause();
      } else if (chunk.isLast() && !stay.goOn()) {
        chunk.release();
        refusal = Content.Chunk.from(Stay.refusal(), true);
        return refusal;
      }
      return chunk;
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.Response response,
        boolean last,
        ByteBuffer content,
        Callback callback) {
      // "100 Continue" asks for the body, and is no answer.
      if (response == null || !HttpStatus.isInterim(response.getStatus())) {
        stay.end();
      }
      boolean empty = content == null || !content.hasRemaining();
      if (response != null && !last && rest == null) {
        long announced = response.getHttpFields().getLongField(HttpHeader.CONTENT_LENGTH);
        long piece = empty ? 0 : content.remaining();
        if (announced > piece) {
          rest = unsent.sending(announced - piece, Callback.NOOP, client::close);
        }
      }
      super.send(
          request,
          response,
          last,
          content,
          empty ? callback : unsent.sending(content.remaining(), callback, client::close));
    }

    @Override
    public void succeeded() {
      end();
      super.succeeded();
    }

    @Override
    public void failed(Throwable thrown) {
      end();
      super.failed(thrown);
    }

    private void end() {
      stay.end();
      if (rest != null) {
        rest.succeeded();
      }
    }
  }
}

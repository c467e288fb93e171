package io.rivulet.service;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// Refuses a request body above a number of bytes: at once if its length is announced, else while
/// it is read. The bytes counted are those after decompression, so a small bomb is stopped too.
/// Those of all bodies together are counted in the [BodyBudget].
final class BodyLimit implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String LIMITED = BodyLimit.class.getName();

  private final long maxBytes;
  private final BodyBudget budget;

  @Context private @Nullable ResourceInfo resource;

  /// @param budget of all bodies together
  BodyLimit(long maxBytes, BodyBudget budget) {
    this.maxBytes = maxBytes;
    this.budget = budget;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Stay stay = request.getProperty(Stay.ATTRIBUTE) instanceof Stay counted ? counted : null;
    // Jersey has looked for the first byte of a form by now, which may have been waited for, and
    // not every method reads more.
    if (stay != null && !stay.goOn()) {
      throw Stay.refusal();
    }
    long announced = announced(request);
    if (announced > (isStreamed() ? Integer.MAX_VALUE : maxBytes)) {
      throw ApiException.of(ApiError.TOO_LARGE);
    }
    if (isStreamed()) {
      return;
    }
    Runnable cut = stay == null ? () -> {} : stay::stopWaiting;
    Limited limited = new Limited(request.getEntityStream(), budget.begin(cut));
    request.setProperty(LIMITED, limited);
    request.setEntityStream(limited);
  }

  /// Jersey's own look at it fails beyond 2 GB. Jetty lets nothing in that is no number of 8 bytes.
  private static long announced(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      throw ApiException.malformed("Content-Length is no number");
    }
  }

  /// Every request that had a body ends here, with an answer or an error.
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(LIMITED) instanceof Limited limited) {
      limited.giveBack();
    }
  }

  /// Those have bounds of their own.
  private boolean isStreamed() {
    Method method = resource == null ? null : resource.getResourceMethod();
    return method != null && method.isAnnotationPresent(Streamed.class);
  }

  private final class Limited extends FilterInputStream {
    private final BodyBudget.Held held;
    private long left = maxBytes;

    Limited(InputStream body, BodyBudget.Held held) {
      super(body);
      this.held = held;
    }

    private void giveBack() {
      held.giveBack();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      held.check();
      try {
        int read = super.read(buffer, offset, length);
        count(read);
        return read;
      } catch (IOException e) {
        held.check();
        throw e;
      }
    }

    /// @param read bytes, negative at the end
    private void count(int read) {
      if (read < 0) {
        held.whole();
        return;
      }
      left -= read;
      if (left < 0) {
        throw ApiException.of(ApiError.TOO_LARGE);
      }
      held.take(read);
    }
  }
}

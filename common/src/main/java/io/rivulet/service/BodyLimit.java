package io.rivulet.service;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// Refuses a request body above a number of bytes: at once if its length is announced, else while
/// it is read. The bytes counted are those after decompression, so a small bomb is stopped too.
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
    if (isStreamed()) {
      return;
    }
    if (request.getLength() > maxBytes) {
      throw ApiException.of(ApiError.TOO_LARGE);
    }
    Limited limited = new Limited(request.getEntityStream());
    request.setProperty(LIMITED, limited);
    request.setEntityStream(limited);
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
    private long left = maxBytes;
    private long taken;

    Limited(InputStream body) {
      super(body);
    }

    private void giveBack() {
      budget.giveBack(taken);
      taken = 0;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        count(1);
      }
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        count(read);
      }
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw ApiException.of(ApiError.TOO_LARGE);
      }
      budget.take(read);
      taken += read;
    }
  }
}

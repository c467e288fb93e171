package io.rivulet.fanout;

import io.rivulet.vitals.Authors;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// `GET /metrics/authors` on the admin port: whose posts cost most, see [Authors].
final class AuthorsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<Authors> authors;

  AuthorsServlet(Supplier<Authors> authors) {
    this.authors = authors;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain; charset=utf-8");
    response.getOutputStream().write(authors.get().text().getBytes(StandardCharsets.UTF_8));
  }
}

package io.rivulet.reader.empty;

import io.rivulet.reader.empty.EmptyAnswer.Asker;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.TokenVerifier;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.model.Resource;
import org.jspecify.annotations.Nullable;

/// The resources of [EmptyAnswer]: they differ in a path and a scope, so they are made from the
/// table and not written one by one.
public final class EmptyAnswers {
  private EmptyAnswers() {}

  /// The resources to register.
  public static Set<Resource> of(TokenVerifier verifier) {
    return Arrays.stream(EmptyAnswer.values())
        .map(empty -> resource(empty, verifier))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Resource resource(EmptyAnswer empty, TokenVerifier verifier) {
    Resource.Builder resource = Resource.builder("/api/" + empty.path());
    resource
        .addMethod(HttpMethod.GET)
        .produces(MediaType.APPLICATION_JSON_TYPE)
        .handledBy(new None(empty, verifier));
    return resource.build();
  }

  /// A class and no lambda: Jersey looks at what its type says of the request.
  private static final class None implements Inflector<ContainerRequestContext, String> {
    private final EmptyAnswer empty;
    private final TokenVerifier verifier;

    None(EmptyAnswer empty, TokenVerifier verifier) {
      this.empty = empty;
      this.verifier = verifier;
    }

    @Override
    public String apply(ContainerRequestContext asked) {
      String authorization = asked.getHeaderString(HttpHeaders.AUTHORIZATION);
      switch (empty.asker()) {
        case Asker.ANYBODY -> {}
        case Asker.ANY_ACCOUNT -> requireAccount(authorization);
        default -> verifier.viewer(authorization, empty.asker());
      }
      return empty.json();
    }

    private void requireAccount(@Nullable String authorization) {
      if (authorization == null) {
        throw ApiException.of(ApiError.INVALID_TOKEN);
      }
      if (!verifier.bearer(authorization).viewer().isAccount()) {
        throw ApiException.of(ApiError.NO_USER);
      }
    }
  }
}

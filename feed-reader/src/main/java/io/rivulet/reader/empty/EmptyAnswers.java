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
  private final TokenVerifier verifier;

  private EmptyAnswers(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /// The resources to register.
  public static Set<Resource> of(TokenVerifier verifier) {
    EmptyAnswers answers = new EmptyAnswers(verifier);
    return Arrays.stream(EmptyAnswer.values())
        .map(answers::resource)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Resource resource(EmptyAnswer empty) {
    Resource.Builder resource = Resource.builder("/api/" + empty.path());
    Inflector<ContainerRequestContext, String> answer =
        asked -> {
          require(empty.asker(), asked.getHeaderString(HttpHeaders.AUTHORIZATION));
          return empty.json();
        };
    resource.addMethod(HttpMethod.GET).produces(MediaType.APPLICATION_JSON_TYPE).handledBy(answer);
    return resource.build();
  }

  private void require(String asker, @Nullable String authorization) {
    switch (asker) {
      case Asker.ANYBODY -> {}
      case Asker.ANY_ACCOUNT -> requireAccount(authorization);
      default -> verifier.viewer(authorization, asker);
    }
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

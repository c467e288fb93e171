package io.rivulet.service;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.internal.inject.AbstractValueParamProvider;
import org.glassfish.jersey.server.internal.inject.MultivaluedParameterExtractorProvider;
import org.glassfish.jersey.server.model.Parameter;
import org.jspecify.annotations.Nullable;

/// Gives resource methods their `@Auth` parameter out of the `Authorization: Bearer` header.
final class ViewerProvider extends AbstractValueParamProvider {
  private final TokenVerifier verifier;

  @Inject
  ViewerProvider(
      Provider<MultivaluedParameterExtractorProvider> extractors, TokenVerifier verifier) {
    super(extractors, Parameter.Source.UNKNOWN);
    this.verifier = verifier;
  }

  @Override
  protected @Nullable Function<ContainerRequest, ?> createValueProvider(Parameter parameter) {
    Auth auth = parameter.getAnnotation(Auth.class);
    if (auth == null) {
      return null;
    }
    if (parameter.getRawType() == Viewer.class) {
      return request -> verifier.viewer(authorization(request), auth.value());
    }
    if (parameter.getRawType() == Optional.class) {
      return request -> verifier.guestOrViewer(authorization(request), auth.value());
    }
    throw new IllegalArgumentException("@Auth needs a Viewer or an Optional<Viewer>");
  }

  private static @Nullable String authorization(ContainerRequest request) {
    return request.getHeaderString(HttpHeaders.AUTHORIZATION);
  }
}

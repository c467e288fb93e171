package io.rivulet.service;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.internal.inject.AbstractValueParamProvider;
import org.glassfish.jersey.server.internal.inject.MultivaluedParameterExtractorProvider;
import org.glassfish.jersey.server.model.Parameter;
import org.jspecify.annotations.Nullable;

/// Gives resource methods their `@Body` parameter.
final class ParametersProvider extends AbstractValueParamProvider {
  @Inject
  ParametersProvider(Provider<MultivaluedParameterExtractorProvider> extractors) {
    super(extractors, Parameter.Source.UNKNOWN);
  }

  @Override
  protected @Nullable Function<ContainerRequest, ?> createValueProvider(Parameter parameter) {
    return parameter.isAnnotationPresent(Body.class) && parameter.getRawType() == Parameters.class
        ? RequestBody::read
        : null;
  }
}

package io.rivulet.service;

import jakarta.inject.Singleton;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/// Tells Jersey of the parameters `@Auth` and `@Body`.
final class ParameterBinder extends AbstractBinder {
  private final TokenVerifier verifier;

  ParameterBinder(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  protected void configure() {
    bind(verifier).to(TokenVerifier.class);
    bind(ViewerProvider.class).to(ValueParamProvider.class).in(Singleton.class);
    bind(ParametersProvider.class).to(ValueParamProvider.class).in(Singleton.class);
  }
}

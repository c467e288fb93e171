package io.rivulet.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the parameters that a resource method reads from its body, or, where it has no [Body],
/// from the query: schemas in `deploy/contract`, whose members they are.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Takes {
  /// The schemas; all their members together are the parameters.
  String[] value();
}

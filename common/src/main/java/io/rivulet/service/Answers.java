package io.rivulet.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names what a resource method answers with 200: `@Answers("Status")`, `@Answers(listOf =
/// "Status")`. The names are those of the schemas in `deploy/contract`, which makes the OpenAPI
/// document of them. Answers are spliced bytes, so no return type could tell.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {
  /// The schema; empty if it is a list.
  String value() default "";

  /// The schema of what is in the list; empty if it is none.
  String listOf() default "";
}

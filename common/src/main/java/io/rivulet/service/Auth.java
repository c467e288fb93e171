package io.rivulet.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the parameter of a resource method that takes who is asking: `@Auth("write:statuses")
/// Viewer` where a token is needed (401 without one), `@Auth("read:statuses") Optional<Viewer>`
/// where guests may ask too. A token that lacks the scope is answered with 403; an invalid one
/// always with 401. A token of an application without an account is a guest's, and answered with
/// 422 where an account is needed.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Auth {
  /// The scope that the token must have; empty if any token will do.
  String value() default "";
}

package io.rivulet.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the parameter of a resource method that takes the request's body as [Parameters], whether
/// it came as JSON, as a form or as multipart; without a body it is empty.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Body {}

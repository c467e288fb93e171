/// Who may do what: the rights of each service in Kafka and in Redis, the least that it needs.
/// Operators apply what this package says (`deploy/rivulet access`); a secure local run has nothing
/// else.
@NullMarked
package io.rivulet.access;

import org.jspecify.annotations.NullMarked;

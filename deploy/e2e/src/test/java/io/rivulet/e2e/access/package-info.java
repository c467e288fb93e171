/// Who may do what: the matrix of authorisation, what is told of secrets, and what becomes of texts
/// that would like to be more.
@NullMarked
package io.rivulet.e2e.access;

import org.jspecify.annotations.NullMarked;

/// An account as it is served: rendering of a profile, and the body in which it is stored.
@NullMarked
package io.rivulet.account;

import org.jspecify.annotations.NullMarked;

/// What keeps a service from taking on more than it can do: how many requests are worked on at a
/// time, and what is not asked while it does not answer.
@NullMarked
package io.rivulet.overload;

import org.jspecify.annotations.NullMarked;

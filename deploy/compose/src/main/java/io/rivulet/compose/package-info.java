/// What a system in containers needs before it starts: its secrets, and tokens to try it with.
@NullMarked
package io.rivulet.compose;

import org.jspecify.annotations.NullMarked;

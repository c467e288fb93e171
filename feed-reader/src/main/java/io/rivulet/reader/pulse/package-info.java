/// The system at work, for people who look: how much flows through it, and the way a post came.
@NullMarked
package io.rivulet.reader.pulse;

import org.jspecify.annotations.NullMarked;

/// What can be seen of the system at work: how much flows through its workers now, and the way a
/// post came. For people who look; nothing depends on it, so it is written without waiting and may
/// be missing.
@NullMarked
package io.rivulet.pulse;

import org.jspecify.annotations.NullMarked;

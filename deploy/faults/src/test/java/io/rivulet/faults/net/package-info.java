/// Tests: What the switch does to packets, by packets.
@NullMarked
package io.rivulet.faults.net;

import org.jspecify.annotations.NullMarked;

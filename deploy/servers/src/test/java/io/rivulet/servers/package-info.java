/// Tests on real servers and real processes: what a kill leaves, what a restart keeps, what an
/// error says.
@NullMarked
package io.rivulet.servers;

import org.jspecify.annotations.NullMarked;

/// Folders of workers' state, as they are left behind.
@NullMarked
package io.rivulet.state;

import org.jspecify.annotations.NullMarked;

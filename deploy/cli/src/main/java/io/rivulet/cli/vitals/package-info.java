/// What a running system tells of itself, in a terminal: `status` once, `top` again and again.
@NullMarked
package io.rivulet.cli.vitals;

import org.jspecify.annotations.NullMarked;

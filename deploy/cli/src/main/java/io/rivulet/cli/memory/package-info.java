/// What Redis holds, by feature, and what a change of a setting would save, from a sample of what
/// is there now.
@NullMarked
package io.rivulet.cli.memory;

import org.jspecify.annotations.NullMarked;

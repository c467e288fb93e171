/// What one account is to another: follow, block, mute and their ends, and requests to follow.
@NullMarked
package io.rivulet.cli.relation;

import org.jspecify.annotations.NullMarked;

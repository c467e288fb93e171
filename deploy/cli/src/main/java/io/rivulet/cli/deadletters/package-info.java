/// `dead-letters`: looks at what could not be used, and submits it again.
@NullMarked
package io.rivulet.cli.deadletters;

import org.jspecify.annotations.NullMarked;

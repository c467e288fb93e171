@NullMarked
package io.rivulet.cli.vitals;

import org.jspecify.annotations.NullMarked;

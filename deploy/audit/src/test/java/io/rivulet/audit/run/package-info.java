@NullMarked
package io.rivulet.audit.run;

import org.jspecify.annotations.NullMarked;

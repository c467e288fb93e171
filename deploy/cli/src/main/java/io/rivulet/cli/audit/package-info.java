/// `audit` proves that home timelines are right, `explain` says why one entry is in one or is not.
@NullMarked
package io.rivulet.cli.audit;

import org.jspecify.annotations.NullMarked;

/// What a benchmark hands out: a table, targets met and missed, JSON, and a picture.
@NullMarked
package io.rivulet.bench.report;

import org.jspecify.annotations.NullMarked;

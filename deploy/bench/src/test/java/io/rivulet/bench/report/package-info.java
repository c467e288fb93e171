@NullMarked
package io.rivulet.bench.report;

import org.jspecify.annotations.NullMarked;

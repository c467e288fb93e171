/// Benchmarks of what every request passes.
@NullMarked
package io.rivulet.service;

import org.jspecify.annotations.NullMarked;

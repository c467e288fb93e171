/// What can break, when it does, and how it is made to.
@NullMarked
package io.rivulet.faults.fault;

import org.jspecify.annotations.NullMarked;

/// The door of a worker: who misses posts in Redis asks here for what is in the stores of the plan
/// stage. Not for the public: bound to loopback unless set otherwise, and then with a secret.
@NullMarked
package io.rivulet.fanout.door;

import org.jspecify.annotations.NullMarked;

/// Clients that nobody here wrote, run against the whole system: what they need, and that they get
/// it.
@NullMarked
package io.rivulet.e2e.client;

import org.jspecify.annotations.NullMarked;

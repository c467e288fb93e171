/// The runbook, `deploy/README.md`, tried on a running system: its queries are asked, its commands
/// typed, and its alerts provoked by what they are for, seen, and ended by what it says to do.
@NullMarked
package io.rivulet.e2e.runbook;

import org.jspecify.annotations.NullMarked;

/// The whole system as processes on several hosts: which there are, how each is started, stopped
/// and disturbed, and whether all of them are well.
@NullMarked
package io.rivulet.faults.system;

import org.jspecify.annotations.NullMarked;

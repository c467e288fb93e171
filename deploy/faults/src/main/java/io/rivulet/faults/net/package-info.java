/// Hosts on one machine: network namespaces, and the switch between them, which is where the
/// network can be cut, lossy and slow. Nothing here knows what runs on the hosts.
@NullMarked
package io.rivulet.faults.net;

import org.jspecify.annotations.NullMarked;

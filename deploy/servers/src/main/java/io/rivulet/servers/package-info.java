/// Real Kafka and real Redis for a local run and for tests, as child processes of this JVM:
/// started, stopped, killed, paused and started again on the same port with the same data.
/// [io.rivulet.servers.TestServers] gives each test JVM one of both, from local processes, from
/// containers, or from servers that run already.
@NullMarked
package io.rivulet.servers;

import org.jspecify.annotations.NullMarked;

/// All of Rivulet on one machine, behind one port: a real Kafka, a real Redis and the three
/// services as processes of their own, a reverse proxy before them, and an identity provider with
/// token keys that only a local run has. [io.rivulet.local.LocalRun] starts, watches and stops
/// them; RATIONALE.md has the reasons.
@NullMarked
package io.rivulet.local;

import org.jspecify.annotations.NullMarked;

/// Random histories against the reference model.
///
/// A [History] is a list of steps: what people do, and what the machines do in between: which
/// record is planned or delivered next, who crashes, what Redis loses. A [World] plays it, with the
/// stages of the fan-out on TopologyTestDriver, a real Redis and the reader in process; nothing
/// happens in it by itself, so a seed gives the same history every time. Whatever fails is made
/// small by [Shrinker], printed, and kept as a named test.
@NullMarked
package io.rivulet.e2e.history;

import org.jspecify.annotations.NullMarked;

/// The auditor: proves, for a system that runs, that home timelines are what they are defined to
/// be.
///
/// [io.rivulet.audit.model] computes them from Kafka alone, [io.rivulet.audit.log] reads Kafka,
/// [io.rivulet.audit.served] reads what is served over HTTP, [io.rivulet.audit.judge] compares,
/// [io.rivulet.audit.stored] looks at Redis itself, and [io.rivulet.audit.run] puts them together.
@NullMarked
package io.rivulet.audit;

import org.jspecify.annotations.NullMarked;

/// Kafka as the auditor sees it: the records of the truth, and how far the fan-out has worked.
@NullMarked
package io.rivulet.audit.log;

import org.jspecify.annotations.NullMarked;

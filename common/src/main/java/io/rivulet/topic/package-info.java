/// The Kafka topics: names, keys, partitions and configuration in one place, and the provisioning
/// that creates what is missing and reports what differs.
@NullMarked
package io.rivulet.topic;

import org.jspecify.annotations.NullMarked;

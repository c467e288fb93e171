/// `access`: prints and applies who may do what in Kafka and Redis.
@NullMarked
package io.rivulet.cli.access;

import org.jspecify.annotations.NullMarked;

@org.jspecify.annotations.NullMarked
package io.rivulet.cli.memory;

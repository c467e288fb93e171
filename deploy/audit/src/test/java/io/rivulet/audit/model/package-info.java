@NullMarked
package io.rivulet.audit.model;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.rivulet.reader.web;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.rivulet.local.login;

import org.jspecify.annotations.NullMarked;

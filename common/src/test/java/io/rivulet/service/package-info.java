/// Tests of the plumbing that services share, over real HTTP.
@NullMarked
package io.rivulet.service;

import org.jspecify.annotations.NullMarked;

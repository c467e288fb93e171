/// Tests of how relations are given on the command line.
@NullMarked
package io.rivulet.cli.relation;

import org.jspecify.annotations.NullMarked;

/// The web page: one document for every address that people see, and the files that it loads.
///
/// The page is a client of the HTTP API like any other, written as plain modules that browsers run
/// as they are (`resources/io/rivulet/reader/web`). It reads nothing of this process.
@NullMarked
package io.rivulet.reader.web;

import org.jspecify.annotations.NullMarked;

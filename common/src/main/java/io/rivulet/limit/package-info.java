/// How often whoever asks may ask: budgets, one an account or a client's address, each full again
/// after its time.
///
/// A process counts for itself. Behind several, a budget is as many times larger: what it is there
/// for is that nobody takes a service from all others, and a count shared over the network would
/// cost each request more than the reads that it protects.
@NullMarked
package io.rivulet.limit;

import org.jspecify.annotations.NullMarked;

package io.rivulet.fuzz;

/// What must not happen, and did.
///
/// @param kind one of few words; of a case that is made smaller it stays the same
/// @param detail what exactly
record Fault(String kind, String detail) {}

package io.rivulet.vitals;

/// Something that an operator is to look at.
///
/// @param alert the entry of the runbook (`deploy/README.md`) that says what to do
/// @param of what has it: a service, a reason; empty if there can be one alone
/// @param text what is wrong, in a line; its numbers change while it lasts
public record Fault(String alert, String of, String text) {}

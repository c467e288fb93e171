package io.rivulet.reader.hydrate;

import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;

/// An account with what changes too often to be part of its body.
///
/// @param following accounts it follows
public record Profile(AccountBody body, Counts counts, long following) {}

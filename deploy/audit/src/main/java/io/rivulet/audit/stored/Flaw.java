package io.rivulet.audit.stored;

/// Something in Redis that is wrong, whether or not a reader has shown it yet.
///
/// @param value which of the account's values: `home`, `relations`, `author`, `state`
public record Flaw(long account, String value, String text) {
  @Override
  public String toString() {
    return "account %d, %s in Redis: %s".formatted(account, value, text);
  }
}

package io.rivulet.reader.live;

import java.nio.charset.StandardCharsets;

/// What is sent to a listener.
///
/// @param name as the convention has it: `update`, `status.update`, `delete`, `notification`
/// @param payload JSON of a status in UTF-8, or of a delete the bare id; without line breaks. Not
///   copied: do not write to it
@SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
record Event(String name, byte[] payload) {
  static Event update(byte[] status) {
    return new Event("update", status);
  }

  static Event edited(byte[] status) {
    return new Event("status.update", status);
  }

  static Event notification(byte[] notice) {
    return new Event("notification", notice);
  }

  static Event deleted(long id) {
    return new Event("delete", Long.toString(id).getBytes(StandardCharsets.US_ASCII));
  }
}

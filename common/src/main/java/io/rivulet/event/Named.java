package io.rivulet.event;

/// A constant with a name in JSON, which does not change when the Java name does.
public interface Named {

  String json();
}

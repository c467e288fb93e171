package io.rivulet.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of one's own that runs on this JVM's Java.
///
/// @param options for the JVM
/// @param prepared what each run needs beforehand, such as a configuration file
public record JavaProgram(
    List<String> options,
    String classPath,
    String mainClass,
    List<String> arguments,
    Preparation prepared) {

  /// Without these Netty and RocksDB have each start warn of what they do.
  private static final List<String> NATIVE =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  public JavaProgram {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /// A step before each run.
  public interface Preparation {
    /// Prepares one run.
    ///
    /// @throws IOException if that is not possible, and so the run does not begin
    void prepare() throws IOException;
  }

  List<String> command() throws IOException {
    prepared.prepare();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(NATIVE);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return command;
  }
}

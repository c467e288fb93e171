import com.google.common.collect.ImmutableList;
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// google-java-format over a module's sources, run by the build on the toolchain's JDK.
///
/// Spotless runs the formatter inside Maven's own JVM. That is a JDK 17 here, whose parser does not
/// know record patterns or `_`, so the formatter has to run where the compiler runs.
///
/// Arguments: `check` or `replace`, then the folders to walk. Exits with 1 when `check` finds a file
/// that is not formatted.
class GoogleJavaFormat {
  public static void main(String[] arguments) throws IOException, FormatterException {
    boolean replace = arguments[0].equals("replace");
    Formatter formatter =
        new Formatter(
            JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.GOOGLE).build());
    List<Path> unformatted = new ArrayList<>();
    for (String folder : List.of(arguments).subList(1, arguments.length)) {
      if (!Files.isDirectory(Path.of(folder))) {
        continue;
      }
      try (var files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          String source = Files.readString(file);
          String formatted = format(formatter, file, source);
          if (!formatted.equals(source)) {
            unformatted.add(file);
            if (replace) {
              Files.writeString(file, formatted);
            }
          }
        }
      }
    }
    unformatted.forEach(file -> System.out.println((replace ? "formatted " : "not formatted: ") + file));
    if (!unformatted.isEmpty() && !replace) {
      System.out.println("Run: mvn process-sources -Dformat=replace");
      System.exit(1);
    }
  }

  private static String format(Formatter formatter, Path file, String source) {
    try {
      String ordered =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
      return formatter.formatSource(ordered);
    } catch (FormatterException e) {
      System.err.println(file + ": " + ImmutableList.copyOf(e.diagnostics()));
      System.exit(2);
      throw new AssertionError(e);
    }
  }
}

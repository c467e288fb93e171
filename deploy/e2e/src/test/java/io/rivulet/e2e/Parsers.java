package io.rivulet.e2e;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Of each kind of configuration file whether it is one: strictly, a name that is there twice is a
/// fault.
final class Parsers {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private static final Pattern SETTING = Pattern.compile("\\w[\\w.]*\\s*=.*");
  private static final Pattern WORDS = Pattern.compile("[a-z][a-z-]*( .+)?");
  private static final Set<String> INSTRUCTIONS =
      Set.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");

  private Parsers() {}

  /// No configuration: read by a compiler, a browser, people.
  static void none(Path file) {}

  static void yaml(Path file) throws IOException {
    yaml(Files.readString(file));
  }

  private static void yaml(String text) throws IOException {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      documents.readAll();
    }
  }

  /// With something in its places: a line that is one place may be a whole section.
  static void template(Path file) throws IOException {
    StringBuilder filled = new StringBuilder();
    int section = 0;
    for (String line : Files.readAllLines(file)) {
      filled
          .append(
              line.matches("\\$\\{\\w+}")
                  ? "section" + section++ + ": {}"
                  : line.replaceAll("\\$\\{\\w+}", "1"))
          .append('\n');
    }
    yaml(filled.toString());
  }

  static void json(Path file) throws IOException {
    try (JsonParser parser = JSON.createParser(Files.readString(file))) {
      parser.readValueAsTree();
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(
            "something comes after the end, line " + parser.currentLocation().getLineNr());
      }
    }
  }

  static void xml(Path file) throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    var builder = factory.newDocumentBuilder();
    // Else it prints, too.
    builder.setErrorHandler(new DefaultHandler());
    builder.parse(file.toFile());
  }

  static void properties(Path file) throws IOException {
    Set<Object> names = new HashSet<>();
    List<String> lines = Files.readAllLines(file);
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      whole.append(lines.get(i));
      if (lines.get(i).endsWith("\\")) {
        whole.append('\n');
        continue;
      }
      Properties one = new Properties();
      one.load(new StringReader(whole.toString()));
      whole.setLength(0);
      for (String name : one.stringPropertyNames()) {
        require(names.add(name), i, name + " is there already");
      }
    }
  }

  /// `[Section]` and `name = value`, as of systemd.
  static void sections(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean section = line.startsWith("[") && line.endsWith("]");
      require(
          line.isEmpty() || line.startsWith("#") || section || SETTING.matcher(line).matches(),
          i,
          "no setting: " + line);
    }
  }

  /// An option of a command line a line.
  static void options(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      require(lines.get(i).isEmpty() || lines.get(i).startsWith("-"), i, "no option");
    }
  }

  static void dockerfile(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    boolean goesOn = false;
    String until = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!until.isEmpty()) {
        until = line.equals(until) ? "" : until;
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        String instruction = line.split("\\s", 2)[0];
        require(goesOn || INSTRUCTIONS.contains(instruction), i, "no instruction: " + instruction);
        goesOn = line.endsWith("\\");
        // A text in place: RUN <<END
        until =
            line.matches(".*<<-?[\"']?\\w+.*") ? line.replaceAll(".*<<-?[\"']?(\\w+).*", "$1") : "";
      }
    }
    require(until.isEmpty() && !goesOn, lines.size(), "it goes on");
  }

  /// As nginx has it: `name value;` and `name { … }`. Whether nginx knows the names is for its own
  /// `nginx -t` to say.
  static void statements(Path file) throws IOException {
    String text = Files.readString(file);
    int line = 0;
    int open = 0;
    boolean inside = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '\n') {
        line++;
      }
      if (quote != 0) {
        if (next == '\\') {
          i++;
        } else if (next == quote) {
          quote = 0;
        }
      } else if (next == '#' && (i == 0 || !inWord(text.charAt(i - 1)))) {
        i = text.indexOf('\n', i) < 0 ? text.length() : text.indexOf('\n', i) - 1;
      } else if (next == '"' || next == '\'') {
        quote = next;
        inside = true;
      } else if (next == '$' && text.startsWith("${", i)) {
        i = text.indexOf('}', i);
        require(i >= 0, line, "a variable is open");
        inside = true;
      } else if (next == ';' || next == '{' || next == '}') {
        require((next == '}') != inside, line, next == '}' ? "no semicolon" : "no name");
        open += next == '{' ? 1 : next == '}' ? -1 : 0;
        require(open >= 0, line, "a brace closes nothing");
        inside = false;
      } else if (!Character.isWhitespace(next)) {
        inside = true;
      }
    }
    require(!inside && quote == 0, line, "no semicolon");
    require(open == 0, line, "a brace is open");
  }

  /// Within a word a number sign begins no comment.
  private static boolean inWord(char before) {
    return !Character.isWhitespace(before) && before != ';' && before != '{' && before != '}';
  }

  /// A name and values a line, as of Redis.
  static void words(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      require(
          line.isEmpty() || line.startsWith("#") || WORDS.matcher(line).matches(),
          i,
          "no setting: " + line);
    }
  }

  private static void require(boolean holds, int line, String fault) {
    if (!holds) {
      throw new IllegalArgumentException("line " + (line + 1) + ": " + fault);
    }
  }
}

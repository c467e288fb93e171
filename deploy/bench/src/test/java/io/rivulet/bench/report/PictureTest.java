package io.rivulet.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class PictureTest {
  @Test
  void eachChartHasItsTitleUnitsAndLines() throws Exception {
    Document picture =
        parse(
            Picture.svg(
                "bench fanout · <two> cores & more",
                List.of(
                    Chart.ofRounds("Latency", "ms", Map.of("p50", spread(1, 2, 3))),
                    new Chart("Throughput", "s", "deliveries/s", List.of(line(100))))));
    assertThat(picture.getElementsByTagName("path").getLength()).isEqualTo(1);
    assertThat(picture.getElementsByTagName("circle").getLength()).as("one a round").isEqualTo(3);
    assertThat(picture.getDocumentElement().getTextContent())
        .contains("<two> cores & more", "Latency", "ms", "p50", "2.00")
        .contains("Throughput", "deliveries/s", "100,000");
  }

  @Test
  void fewPointsAreMarkedAndManyAreNot() throws Exception {
    assertThat(circles(3)).isEqualTo(3);
    assertThat(circles(100)).isZero();
  }

  @Test
  void linesStayWithinThePicture() throws Exception {
    Document picture = parse(Picture.svg("", List.of(new Chart("", "", "", List.of(line(50))))));
    String path =
        picture
            .getElementsByTagName("path")
            .item(0)
            .getAttributes()
            .getNamedItem("d")
            .getNodeValue();
    for (String point : path.replaceAll("[ML]", "").split(" ", -1)) {
      String[] place = point.split(",", -1);
      assertThat(Double.parseDouble(place[0])).isBetween(0.0, 860.0);
      assertThat(Double.parseDouble(place[1])).isBetween(0.0, 310.0);
    }
  }

  @Test
  void namesOfManyLinesAndALongHeadingAreNotCutOff() throws Exception {
    List<Chart.Series> lines =
        IntStream.range(0, 12)
            .mapToObj(i -> new Chart.Series("a rather long name " + i, line(3).points()))
            .toList();
    Document picture =
        parse(Picture.svg("many words ".repeat(30), List.of(new Chart("", "", "", lines))));
    var texts = picture.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      var attributes = texts.item(i).getAttributes();
      if (attributes.getNamedItem("text-anchor") == null) {
        double left = Double.parseDouble(attributes.getNamedItem("x").getNodeValue());
        assertThat(left + texts.item(i).getTextContent().length() * 7).isLessThan(870);
      }
    }
    assertThat(picture.getDocumentElement().getTextContent()).contains("a rather long name 11");
  }

  @Test
  void figuresFarApartAreShownOnALogarithmicAxis() throws Exception {
    Document picture =
        parse(
            Picture.svg(
                "",
                List.of(
                    Chart.ofRounds("", "ms", Map.of("a", spread(1, 1, 1), "b", spread(1_000))))));
    assertThat(picture.getDocumentElement().getTextContent()).contains("1.00", "10.0", "1,000");
  }

  @Test
  void whatWasNotMeasuredSaysSo() throws Exception {
    assertThat(
            parse(Picture.svg("", List.of(new Chart("Nothing", "s", "ms", List.of()))))
                .getDocumentElement()
                .getTextContent())
        .contains("nothing was measured");
  }

  private static int circles(int points) throws Exception {
    return parse(Picture.svg("", List.of(new Chart("", "", "", List.of(line(points))))))
        .getElementsByTagName("circle")
        .getLength();
  }

  private static Chart.Series line(int points) {
    return new Chart.Series(
        "a line",
        IntStream.range(0, points).mapToObj(i -> new Chart.Point(i, i * 2_000.0)).toList());
  }

  private static Spread spread(double... rounds) {
    return Spread.of(java.util.Arrays.stream(rounds).boxed().toList());
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}

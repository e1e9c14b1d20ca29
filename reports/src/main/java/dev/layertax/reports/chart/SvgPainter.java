package dev.layertax.reports.chart;

import java.awt.BasicStroke;
import java.awt.geom.Line2D;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Paints a plot on Batik's graphics and writes it as one {@code svg} element. */
final class SvgPainter implements Painter {
  private static final String SVG = "http://www.w3.org/2000/svg";
  static final int SWATCH = 11;

  @Override
  public String paint(Plot plot) {
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(2);
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    for (Plot.Swatch swatch : plot.swatches()) {
      paint(graphics, swatch);
    }
    graphics.translate(plot.left(), plot.top());
    plot.marks().paint(graphics, plot.marks().getWidth(), plot.marks().getHeight());

    Element svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "chart " + plot.size().name().toLowerCase(Locale.ROOT));
    svg.setAttribute("viewBox", "0 0 " + plot.width() + " " + plot.height());
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", clean(plot.description()));
    svg.appendChild(marks(graphics));
    svg.appendChild(labels(document, plot.labels()));
    if (!plot.spots().isEmpty()) {
      svg.appendChild(spots(document, plot.spots()));
    }
    return write(svg);
  }

  private static void paint(SVGGraphics2D graphics, Plot.Swatch swatch) {
    graphics.setPaint(swatch.ink().color());
    graphics.setStroke(new BasicStroke(2));
    double x = swatch.x();
    double y = swatch.y();
    graphics.draw(new Line2D.Double(x - SWATCH, y, x + SWATCH, y));
    swatch.marker().paint(graphics, x, y, 9);
  }

  /** What Batik painted, without clips, ids and what cannot be seen. */
  private static Element marks(SVGGraphics2D graphics) {
    Element marks = graphics.getTopLevelGroup();
    // what Batik's root element would have said and SVG does not take for granted
    marks.setAttribute("stroke-linecap", "square");
    marks.setAttribute("stroke-miterlimit", "10");
    for (Element element : all(marks, "*")) {
      boolean unseen =
          element.getAttribute("fill-opacity").equals("0")
              && element.getAttribute("stroke-opacity").equals("0");
      if (unseen || element.getTagName().equals("defs")) {
        element.getParentNode().removeChild(element);
      }
      for (String attribute :
          List.of("clip-path", "text-rendering", "font-family", "font-weight", "font-size")) {
        element.removeAttribute(attribute);
      }
      if (element.getAttribute("stroke").equals("none")) {
        element.removeAttribute("stroke-linejoin");
        element.removeAttribute("stroke-linecap");
        element.removeAttribute("stroke-width");
      }
    }
    all(marks, "line").forEach(SvgPainter::joinNext);
    return marks;
  }

  /**
   * Takes the lines after this one into it that differ in their ends alone, with nothing between
   * them but markers of their ink: strokes, grids and the pieces of a line come as a line each, and
   * would be half of a page.
   */
  private static void joinNext(Element line) {
    Map<String, String> style = style(line);
    StringBuilder path = new StringBuilder();
    Node next = line.getParentNode() == null ? null : line.getNextSibling();
    while (next instanceof Element element) {
      next = element.getNextSibling();
      if (element.getTagName().equals("line") && style(element).equals(style)) {
        path.append(ends(element));
        element.getParentNode().removeChild(element);
      } else if (!element.getAttribute("fill").equals(line.getAttribute("stroke"))) {
        break;
      }
    }
    if (path.length() > 0) {
      Element joined = line.getOwnerDocument().createElementNS(SVG, "path");
      style.forEach(joined::setAttribute);
      joined.setAttribute("d", ends(line) + path);
      line.getParentNode().replaceChild(joined, line);
    }
  }

  private static String ends(Element line) {
    return "M%s %sL%s %s"
        .formatted(
            line.getAttribute("x1"),
            line.getAttribute("y1"),
            line.getAttribute("x2"),
            line.getAttribute("y2"));
  }

  /** Everything but where it lies. */
  private static Map<String, String> style(Element line) {
    Map<String, String> style = new TreeMap<>();
    NamedNodeMap attributes = line.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      style.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
    }
    style.keySet().removeAll(Set.of("x1", "x2", "y1", "y2"));
    return style;
  }

  private static Element labels(Document document, List<Plot.Label> labels) {
    Element group = document.createElementNS(SVG, "g");
    group.setAttribute("font-family", "system-ui,sans-serif");
    group.setAttribute("font-size", "13");
    for (Plot.Label label : labels) {
      Element text = document.createElementNS(SVG, "text");
      text.setAttribute("x", rounded(label.x()));
      text.setAttribute("y", rounded(label.y()));
      text.setAttribute("fill", label.ink().attribute());
      if (label.anchor() != Plot.Anchor.START) {
        text.setAttribute("text-anchor", label.anchor().name().toLowerCase(Locale.ROOT));
      }
      if (label.strong()) {
        text.setAttribute("font-weight", "600");
      }
      text.setTextContent(clean(label.text()));
      group.appendChild(text);
    }
    return group;
  }

  /** Clear rectangles over everything, each with a title that browsers show. */
  private static Element spots(Document document, List<Plot.Spot> spots) {
    Element group = document.createElementNS(SVG, "g");
    group.setAttribute("fill", "none");
    group.setAttribute("pointer-events", "all");
    for (Plot.Spot spot : spots) {
      Element place = document.createElementNS(SVG, "rect");
      place.setAttribute("x", Long.toString(Math.round(spot.x())));
      place.setAttribute("y", Long.toString(Math.round(spot.y())));
      place.setAttribute("width", Long.toString(Math.round(spot.width())));
      place.setAttribute("height", Long.toString(Math.round(spot.height())));
      about(place, "question", spot.subject().question());
      about(place, "target", spot.subject().target());
      Element title = document.createElementNS(SVG, "title");
      title.setTextContent(clean(spot.words()));
      place.appendChild(title);
      group.appendChild(place);
    }
    return group;
  }

  private static void about(Element place, String what, String value) {
    if (!value.isEmpty()) {
      place.setAttribute("data-" + what, clean(value));
    }
  }

  private static List<Element> all(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    List<Node> found = IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).toList();
    return found.stream().map(Element.class::cast).toList();
  }

  private static String rounded(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels).replace(".0", "");
  }

  /**
   * The text in one line: characters that XML cannot hold (XML 1.0, 2.2), or that turn the text's
   * direction, become the replacement character.
   */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : isPrintable(c) ? c : 0xFFFD)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
      default -> (codePoint & 0xFFFE) != 0xFFFE;
    };
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK has no XML parser to draw charts with", e);
    }
  }

  private static String write(Element svg) {
    StringWriter text = new StringWriter();
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(svg), new StreamResult(text));
    } catch (TransformerException e) {
      throw new IllegalStateException("this JDK cannot write a chart as XML", e);
    }
    return text.toString();
  }
}

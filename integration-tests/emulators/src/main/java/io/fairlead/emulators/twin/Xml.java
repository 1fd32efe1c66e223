package io.fairlead.emulators.twin;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Writes answers and reads requests. */
public final class Xml {
  private final StringBuilder text = new StringBuilder();

  /** One element with a text; nothing where the text is null. */
  public Xml put(String name, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      text.append('<').append(name).append('>').append(escaped(value.toString()));
      text.append("</").append(name).append('>');
    }
    return this;
  }

  /** One element with elements inside. */
  public Xml in(String name, Runnable inside) {
    text.append('<').append(name).append('>');
    inside.run();
    text.append("</").append(name).append('>');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** A text as it stands in XML. */
  public static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * The root element of a document.
   *
   * @throws Refusal when it is no XML
   */
  public static Element root(String body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(body)))
          .getDocumentElement();
    } catch (ParserConfigurationException | org.xml.sax.SAXException | java.io.IOException e) {
      throw new Refusal(400, "MalformedXML", String.valueOf(e.getMessage()));
    }
  }

  /** The child elements of a name. */
  public static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  /** The text of a child element; null where there is none. */
  public static @org.jspecify.annotations.Nullable String text(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.getFirst().getTextContent().strip();
  }

  /**
   * The text of a child element.
   *
   * @throws Refusal where there is none
   */
  public static String required(Element parent, String name) {
    String text = text(parent, name);
    if (text == null) {
      throw new Refusal(400, "InvalidInput", parent.getTagName() + " needs " + name);
    }
    return text;
  }
}

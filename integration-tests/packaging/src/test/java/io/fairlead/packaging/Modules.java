package io.fairlead.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The project's own modules, as their pom.xml tells of them. */
final class Modules {
  private static final String GROUP = "io.fairlead";

  private Modules() {}

  /** A module's folder and those of the modules that it is packaged with, tests left out. */
  static List<String> closure(String folder) {
    SortedSet<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(folder));
    while (!open.isEmpty()) {
      String module = open.pop();
      if (found.add(module)) {
        open.addAll(dependencies(module));
      }
    }
    return List.copyOf(found);
  }

  private static List<String> dependencies(String folder) {
    NodeList all = pom(folder).getElementsByTagName("dependency");
    List<String> folders = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element dependency = (Element) all.item(i);
      if (text(dependency, "groupId").equals(GROUP) && !text(dependency, "scope").equals("test")) {
        folders.add(folder(text(dependency, "artifactId")));
      }
    }
    return folders;
  }

  /** An artifact is called after its folder, with hyphens; {@code router-core} is both. */
  private static String folder(String artifact) {
    String below = artifact.replaceFirst("^(functions|regions)-", "$1/");
    if (!Files.isRegularFile(Packaged.root().resolve(below).resolve("pom.xml"))) {
      throw new AssertionError("no module's folder is called after " + artifact);
    }
    return below;
  }

  private static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static Document pom(String folder) {
    Path file = Packaged.root().resolve(folder).resolve("pom.xml");
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}

package dev.layertax.reports.gate;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * YAML without what makes it dangerous: no alias, no anchor, no tag, one document, no deep nesting.
 *
 * <p>The events are looked at before nodes are composed, because an alias can grow a small file
 * beyond memory and nesting can grow the composer's stack.
 */
final class PlainYaml {

  /**
   * Note: not the library's own limit, which lets a long comment pass, and takes its time over it.
   */
  private static final int MOST_CHARACTERS = 1 << 16;

  private static final int DEEPEST = 16;

  private final Problems problems;
  private final LoadSettings settings;

  PlainYaml(String source, Problems problems) {
    this.problems = problems;
    this.settings = LoadSettings.builder().setLabel(source).build();
  }

  /** The document's root; empty when it has none, or when problems were found. */
  Optional<Node> read(String yaml) {
    if (yaml.length() > MOST_CHARACTERS) {
      problems.add(
          1,
          "the policy has "
              + yaml.length()
              + " characters, the most are "
              + MOST_CHARACTERS
              + "; is it the right file?");
      return Optional.empty();
    }
    try {
      lookAtEvents(yaml);
      return problems.isEmpty() ? new Compose(settings).composeString(yaml) : Optional.empty();
    } catch (MarkedYamlEngineException broken) {
      int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(line, "not YAML: " + oneLine(broken.getProblem()) + hint(broken));
    } catch (ReaderException broken) {
      problems.add(
          lineAt(yaml, broken.getPosition()),
          String.format(
              "not YAML: the character U+%04X may not stand in a text file; remove it",
              broken.getCodePoint()));
    } catch (YamlEngineException broken) {
      problems.add(1, "not YAML: " + oneLine(broken.getMessage()));
    }
    return Optional.empty();
  }

  private void lookAtEvents(String yaml) {
    int depth = 0;
    int documents = 0;
    for (Event event : new Parse(settings).parseString(yaml)) {
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
      if (event instanceof DocumentStartEvent && ++documents == 2) {
        problems.add(
            line, "a second document starts here; a policy is one document: remove the '---'");
      }
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        problems.add(line, "nested more than " + DEEPEST + " deep; a policy needs 4");
        return;
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
      refuseAliasesAndTags(event, line);
    }
  }

  private void refuseAliasesAndTags(Event event, int line) {
    if (event instanceof AliasEvent alias) {
      String name = "*" + alias.getAlias();
      problems.add(
          line,
          "'"
              + name
              + "' is an alias, which a policy may not use; put quotes around a name that starts"
              + " with a star: \""
              + name
              + "\"");
    } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      problems.add(
          line,
          "'&"
              + node.getAnchor().get()
              + "' is an anchor, which a policy may not use; write the value out");
    }
    tag(event)
        .ifPresent(
            tag ->
                problems.add(
                    line, "'" + tag + "' is a tag, which a policy may not use; remove it"));
  }

  private static Optional<String> tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
  }

  private static String hint(MarkedYamlEngineException broken) {
    boolean star = broken.getContext() != null && broken.getContext().contains("alias");
    return star
        ? "; put quotes around a name that starts with a star: \"*\""
        : "; mind indentation, colons and brackets";
  }

  private static int lineAt(String text, int position) {
    return 1
        + (int)
            text.substring(0, Math.min(position, text.length()))
                .chars()
                .filter(letter -> letter == '\n')
                .count();
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}

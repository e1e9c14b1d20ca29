package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.gate.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What README promises is there: commands, options, files, and a policy that parses. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");

  private String readme;

  @BeforeEach
  void read() throws IOException {
    readme = Files.readString(ROOT.resolve("README.md"));
  }

  @Test
  void commands_allNamed_exist() {
    Set<String> commands = Layertax.commandLine().getSubcommands().keySet();
    List<String> named = found("scripts/layertax ([a-z]+)");
    assertThat(named).isNotEmpty();
    assertThat(commands).containsAll(named);
    assertThat(named).as("README names every command").containsAll(commands);
  }

  @Test
  void options_allNamed_belongToACommand() {
    Set<String> options = new TreeSet<>();
    addOptions(Layertax.commandLine(), options);
    assertThat(options).containsAll(found("(--[a-z]+(?:-[a-z]+)*)"));
  }

  private static void addOptions(CommandLine command, Set<String> options) {
    options.addAll(command.getCommandSpec().optionsMap().keySet());
    command.getSubcommands().values().forEach(each -> addOptions(each, options));
  }

  @Test
  void files_allNamed_exist() {
    List<String> named = found("((?:harness|scripts|\\.github)/[a-z./-]+[a-z])");
    assertThat(named).contains("harness/policy.yaml", "scripts/layertax");
    for (String file : Set.copyOf(named)) {
      assertThat(ROOT.resolve(file)).exists();
    }
  }

  @Test
  void policy_snippet_parses() {
    List<String> snippets =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(readme)
            .results()
            .map(match -> match.group(1))
            // The workflows, which WorkflowExamplesIT runs.
            .filter(snippet -> !snippet.contains("LAYERTAX_OPTIONS"))
            .toList();
    assertThat(snippets).isNotEmpty();
    snippets.forEach(snippet -> assertThat(Policy.parse(snippet, "README.md")).isNotNull());
  }

  private List<String> found(String pattern) {
    return Pattern.compile(pattern)
        .matcher(readme)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toList());
  }
}

package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConnectionTest {

  private static String problem(int status, String body) throws IOException {
    try (FakeEngine fake = FakeEngine.answering(status, body);
        DockerConnection connection = DockerConnection.to(fake.host())) {
      Optional<String> problem = connection.problem();
      assertThat(problem).isPresent();
      assertThat(problem.get()).contains(fake.host()).doesNotContain("Exception", "\n", "at com.");
      return problem.get();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "", "[]", "{}", "{\"ApiVersion\":\"new\"}", "{\"ApiVersion\":"})
  void problem_garbage_isNoDockerEngine(String body) throws IOException {
    assertThat(problem(200, body)).contains("no Docker Engine").contains("DOCKER_HOST");
  }

  @Test
  void problem_oldEngine_tellsItsVersionAndTheOneNeeded() throws IOException {
    assertThat(problem(200, "{\"Version\":\"18.09.1\",\"ApiVersion\":\"1.39\"}"))
        .contains("too old", "18.09.1", "1.39", "1.40", "update");
  }

  @Test
  void problem_refusal_tellsTheEnginesWords() throws IOException {
    assertThat(problem(403, "{\"message\":\"not for you\"}")).contains("403", "not for you");
    assertThat(problem(500, "")).contains("500");
  }

  @Test
  void problem_permissionDenied_namesTheGroup() throws IOException {
    assertThat(problem(500, "{\"message\":\"connect: permission denied\"}"))
        .contains("permission denied", "group");
  }

  @Test
  void problem_nobodyListens_namesTheHostAndTheScript() throws IOException {
    String host;
    try (FakeEngine fake = FakeEngine.answering(200, "")) {
      host = fake.host();
    }
    try (DockerConnection connection = DockerConnection.to(host)) {
      assertThat(connection.problem())
          .hasValueSatisfying(
              why -> assertThat(why).contains(host, "Connection refused", "with-docker-engine"));
    }
  }

  @Test
  void problem_overTcp_namesTheSettingsOfTls() throws IOException {
    assertThat(problem(400, "{\"message\":\"Client sent an HTTP request to an HTTPS server.\"}"))
        .contains("HTTPS server", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");
  }

  @Test
  void problem_noHttp_saysThatNothingAnswered() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        DockerConnection connection =
            DockerConnection.to("tcp://127.0.0.1:" + server.getLocalPort())) {
      Thread closer = new Thread(() -> closeAll(server));
      closer.start();
      assertThat(connection.problem())
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .contains("without an answer in HTTP", "DOCKER_HOST")
                      .doesNotContain("Exception"));
    }
  }

  /** Reads the question first, as closing before would reset the connection. */
  private static void closeAll(ServerSocket server) {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          if (socket.getInputStream().read(new byte[4096]) < 0) {
            return;
          }
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  @Test
  void problem_noSocket_namesIt() throws IOException {
    try (DockerConnection connection = DockerConnection.to("unix:///nowhere/docker.sock")) {
      assertThat(connection.problem())
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .contains("/nowhere/docker.sock", "No such file")
                      .doesNotContain("Exception"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://somewhere", "ftp://some where"})
  void problem_noAddress_isASettingOfNoUse(String address) throws IOException {
    try (DockerConnection connection = DockerConnection.to(address)) {
      assertThat(connection.problem())
          .hasValueSatisfying(why -> assertThat(why).contains("ftp", "DOCKER_HOST"));
    }
  }
}

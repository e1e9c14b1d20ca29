package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way to one engine: {@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY}, {@code DOCKER_CERT_PATH},
 * and the context of {@code DOCKER_CONFIG}, as docker-java reads them. Nothing is asked before the
 * first call.
 */
final class DockerConnection implements AutoCloseable {

  /** The newest version of the API that this code was tried with. */
  private static final ApiVersion NEWEST = new ApiVersion(1, 44);

  /** The oldest: Docker 19.03. */
  static final ApiVersion OLDEST = new ApiVersion(1, 40);

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  /** Longer than any program may run or any image takes to build, and yet no eternity. */
  private static final Duration SILENCE = Duration.ofHours(1);

  private final Supplier<DefaultDockerClientConfig.Builder> settings;
  private String host = "the Docker Engine";
  private DockerClient prompt;
  private DockerClient patient;
  private Version version;
  private Info info;

  /**
   * @param settings fail when they are read, at the first call: who needs no engine may have any
   */
  private DockerConnection(Supplier<DefaultDockerClientConfig.Builder> settings) {
    this.settings = settings;
  }

  /** To the engine that the environment names. */
  static DockerConnection ofEnvironment() {
    return new DockerConnection(() -> DefaultDockerClientConfig.createDefaultConfigBuilder());
  }

  /** To the engine at that address: {@code unix:///…} or {@code tcp://…}. */
  static DockerConnection to(String host) {
    return new DockerConnection(
        () -> DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host));
  }

  /** Why no engine can be used through it, in one sentence; empty when one can. */
  synchronized Optional<String> problem() {
    try {
      open();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Asks the engine for something, or tells it to do something.
   *
   * @param what is done, for the message
   * @throws IOException when it does not answer, or answers that it did not do it
   */
  <T> T call(String what, Function<DockerClient, T> call) throws IOException {
    return call(what, open(), call);
  }

  /** The same for what may take long: given up only after an hour without a word. */
  <T> T callPatiently(String what, Function<DockerClient, T> call) throws IOException {
    open();
    return call(what, patient, call);
  }

  private static <T> T call(String what, DockerClient client, Function<DockerClient, T> call)
      throws IOException {
    try {
      return call.apply(client);
    } catch (RuntimeException e) {
      throw EngineFault.exception("cannot " + what, e);
    }
  }

  /** What the engine says of itself, asked once. */
  Info info() throws IOException {
    open();
    return info;
  }

  /** The version of the engine, asked once. */
  Version version() throws IOException {
    open();
    return version;
  }

  /** Whether the engine is reached through a socket of this machine. */
  boolean isLocal() throws IOException {
    open();
    return isSocket();
  }

  private boolean isSocket() {
    return !host.startsWith("tcp:") && !host.startsWith("http");
  }

  private synchronized DockerClient open() throws IOException {
    if (prompt == null) {
      DefaultDockerClientConfig.Builder configuration = read(settings);
      DockerClientConfig config = read(configuration::build);
      host = config.getDockerHost().toString();
      try (DockerClient first = client(config, ANSWER)) {
        version = first.versionCmd().exec();
        DockerClientConfig agreed =
            configuration.withApiVersion(agreed(version).toString()).build();
        try (DockerClient second = client(agreed, ANSWER)) {
          info = second.infoCmd().exec();
        }
        patient = client(agreed, SILENCE);
        prompt = client(agreed, ANSWER);
      } catch (RuntimeException e) {
        throw unreachable(e);
      }
    }
    return prompt;
  }

  private static <T> T read(Supplier<T> settings) throws IOException {
    try {
      return settings.get();
    } catch (RuntimeException e) {
      throw new IOException(
          "the settings of the Docker client are of no use: "
              + EngineFault.of(e)
              + "; look at DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH and DOCKER_CONFIG",
          e);
    }
  }

  private static DockerClient client(DockerClientConfig config, Duration answer) {
    return DockerClientImpl.getInstance(
        config,
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .connectionTimeout(CONNECT)
            .responseTimeout(answer)
            .build());
  }

  private ApiVersion agreed(Version version) throws IOException {
    ApiVersion theirs = ApiVersion.parse(version.getApiVersion(), host);
    if (theirs.isOlderThan(OLDEST)) {
      throw new IOException(
          "the Docker Engine at %s is too old: version %s speaks API %s, and %s is needed; update it to Docker 19.03 or newer"
              .formatted(host, version.getVersion(), theirs, OLDEST));
    }
    ApiVersion lower = theirs.isOlderThan(NEWEST) ? theirs : NEWEST;
    String least = version.getMinAPIVersion();
    return least != null && lower.isOlderThan(ApiVersion.parse(least, host))
        ? ApiVersion.parse(least, host)
        : lower;
  }

  private IOException unreachable(RuntimeException e) {
    if (EngineFault.isDenied(e)) {
      return new IOException(
          "this user may not speak to the Docker Engine at "
              + host
              + " (permission denied); add the user to the group that owns the socket, usually"
              + " docker, or set DOCKER_HOST to an engine of the user's own",
          e);
    }
    return new IOException(
        "no Docker Engine answers at "
            + host
            + ": "
            + EngineFault.of(e)
            + "; start one, set DOCKER_HOST to one, or use scripts/with-docker-engine"
            + (isSocket()
                ? ""
                : "; if it speaks TLS, set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH to the"
                    + " directory of the certificates it is used with, else unset both"),
        e);
  }

  @Override
  public synchronized void close() throws IOException {
    if (prompt != null) {
      prompt.close();
      patient.close();
      prompt = null;
    }
  }
}

package dev.layertax.reports.rundir;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.layertax.reports.model.FidelityRecord;
import dev.layertax.reports.model.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The fidelity on record that ships with this jar, {@code fidelity-record.json} beside this class.
 *
 * <p>It is made of the run directory {@code DIR} of a run with {@code --engine simulated --engine
 * kernel} by this command, all figures as {@code results.json} has them:
 *
 * <pre>{@code
 * (cd DIR && jq -s -f RESOURCES/fidelity-record.jq plan.json environment.json results.json) \
 *     > RESOURCES/fidelity-record.json
 * }</pre>
 *
 * with {@code RESOURCES} for {@code reports/src/main/resources/dev/layertax/reports/rundir}.
 */
public final class FidelityRecords {

  private static final String RESOURCE = "fidelity-record.json";

  private FidelityRecords() {}

  /**
   * What was last measured on record; empty when nothing was.
   *
   * @throws IllegalStateException when this jar's record is damaged
   */
  public static Optional<FidelityRecord> shipped() {
    try (InputStream in = FidelityRecords.class.getResourceAsStream(RESOURCE)) {
      return in == null ? Optional.empty() : read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " of this jar cannot be read", e);
    }
  }

  static Optional<FidelityRecord> read(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return Optional.empty();
    }
    try {
      int version = RunJson.schemaVersion(bytes);
      if (version != Plan.SCHEMA_VERSION) {
        throw new IllegalStateException(
            RESOURCE + " has schemaVersion " + version + ", expected " + Plan.SCHEMA_VERSION);
      }
      return Optional.of(RunJson.read(bytes, 0, bytes.length, FidelityRecord.class))
          .filter(record -> !record.fidelity().isEmpty());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(RESOURCE + ": " + RunJson.problem(e), e);
    }
  }
}

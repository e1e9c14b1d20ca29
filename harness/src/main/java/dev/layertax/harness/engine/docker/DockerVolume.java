package dev.layertax.harness.engine.docker;

import dev.layertax.harness.engine.Volume;
import java.io.IOException;

/**
 * A volume of the engine.
 *
 * @param connection to it
 */
record DockerVolume(DockerConnection connection, String name, boolean anonymous) implements Volume {

  @Override
  public void remove() throws IOException {
    connection.call("remove volume " + name, client -> client.removeVolumeCmd(name).exec());
  }
}

package dev.layertax.harness.engine;

import java.io.IOException;
import java.util.Map;

/** An engine that runs images of the user's own. */
public interface ServerEngine {

  /**
   * The image of a server; made when it is first asked for, and the same from then on.
   *
   * @throws IOException when there is no such image, it has no such data directory, or it cannot be
   *     prepared
   */
  ServerImage serverImage(ServerSource source) throws IOException, InterruptedException;

  /**
   * A new container, not started. Volumes that are empty are filled here from the image.
   *
   * @param labels facts that the engine keeps with it
   */
  ServerContainer createServer(ServerImage image, Mount mount, Map<String, String> labels)
      throws IOException;
}

/**
 * Containers of a real Docker Engine, near or remote, from images made here: nothing is pulled from
 * a registry.
 *
 * <p>Read first: {@link dev.layertax.harness.engine.docker.DockerEngine}, {@code DockerContainer},
 * {@code ImageChain}, {@code DockerConnection}, {@code Labels}.
 *
 * <p>An image is a chain of four, each made once and found again by the digest of its content: a
 * runtime of this machine's JDK with the libraries it loads (or the base image asked for), the
 * program, the archive of its classes, and a dataset in layers of its own. They stay in the engine
 * for the next run; {@code clean} removes them. A container's first process only waits, and reads
 * the dataset when asked; each program is a {@code docker exec} in it, and its result leaves
 * through the archive API, so that the engine may be on another machine.
 */
package dev.layertax.harness.engine.docker;

/**
 * What gives containers their storage: one small seam, with an engine behind it per package.
 *
 * <p>Read first: {@link dev.layertax.harness.engine.Engine}, {@link
 * dev.layertax.harness.engine.Container}, {@link dev.layertax.harness.engine.Mount}, {@link
 * dev.layertax.harness.engine.ForkCommand}, {@link dev.layertax.harness.engine.Storage}.
 *
 * <p>The seam says nothing of the host's directories, so that an engine may stand on another
 * machine: programs run inside a container and their result comes back as text, page cache and
 * dirty pages are settled by the engine, and a location is a URI as the container sees it. Only
 * {@link dev.layertax.harness.engine.Container#backing} looks at the host, and may be empty.
 */
package dev.layertax.harness.engine;

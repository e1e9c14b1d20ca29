/**
 * Directory trees, image layers and single files as tar; the only user of Commons Compress.
 *
 * <p>Read first: {@link dev.layertax.harness.engine.archive.TreeArchive}, {@link
 * dev.layertax.harness.engine.archive.LayerTar}.
 */
package dev.layertax.harness.engine.archive;

/**
 * Directory trees as tar; the only user of Commons Compress.
 *
 * <p>Read first: {@link dev.layertax.harness.engine.archive.TreeArchive}.
 */
package dev.layertax.harness.engine.archive;

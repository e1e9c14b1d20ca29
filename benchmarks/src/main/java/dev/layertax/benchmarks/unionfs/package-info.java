/**
 * The simulated copy-on-write union layer: a file system provider over real directories, with
 * overlayfs's semantics.
 *
 * <p>Read {@link dev.layertax.benchmarks.unionfs.UnionFileSystem} for the design, then {@code
 * Lookup}, {@code CopyUp}, {@code Open} with {@code UnionFileChannel}, and {@code Rename}; {@code
 * Homes} has what makes a change whole after a crash.
 *
 * <p>Known deviations from the kernel:
 *
 * <ul>
 *   <li>{@code redirect} and {@code metacopy} marks are not followed; marks under {@code trusted.}
 *       cannot be read from Java.
 *   <li>After a remount the {@code fileKey} of a copied-up file is the upper file's own.
 *   <li>Names that were hard links of one upper file before the mount have a write lock each.
 *   <li>Holes are found by reading them: Java has no {@code SEEK_HOLE}.
 *   <li>A copy-up has the caller's rights, not those of who mounted; no test, as root has all.
 *   <li>An interrupt makes a copy-up under way fail; nothing is left of it.
 *   <li>Errors have the exception classes that JDK 17's default provider throws; later ones throw
 *       {@code NoSuchFileException} from some calls where a file stands in a directory's place.
 *   <li>{@code close} does not sync the upper file system: Java has no {@code syncfs}. No test:
 *       nothing here can see what a file system has written back.
 *   <li>The host updates access times of lower files as they are read; through the layer they stay
 *       as first seen.
 *   <li>Nothing in it can be watched, and a {@code WatchService} is refused.
 *   <li>The {@code dos} view, which Java fakes with an extended attribute, is not there.
 *   <li>Changes made to a lower layer while mounted, undefined in overlayfs, are not noticed for
 *       names already looked up.
 *   <li>A special file of a lower layer (a pipe, a socket, a device) cannot be copied up, so that
 *       its attributes and its name stay: Java has no {@code mknod}.
 *   <li>JDK 17 sets the times of a symbolic link to the microsecond, so its copy-up cuts them
 *       there.
 *   <li>Of a regular file's extended attributes only {@code user.} ones are copied up, as Java
 *       reaches no others; no test, as it cannot make others either.
 *   <li>A whiteout below which nothing can be, in a directory that no other layer merges with or,
 *       as a marked file, in the lowest layer, is not listed; the kernel lists it and finds nothing
 *       under its name.
 *   <li>A merged directory with nothing left but marked whiteouts of lower layers can be removed;
 *       the kernel (6.18) takes them for files there.
 *   <li>Transfers from a descriptor older than the copy-up take what its reads give; JDK 17 can map
 *       the source, and so takes what the lower file has, on the kernel.
 *   <li>Such a descriptor maps the lower file, as on the kernel, but not beyond its end, where the
 *       kernel's mapping faults.
 * </ul>
 */
package dev.layertax.benchmarks.unionfs;

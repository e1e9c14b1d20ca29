/**
 * Local containers whose writable layer is this machine's own overlayfs, mounted with Docker's
 * options: what the simulated layer is held against.
 *
 * <p>Read first: {@link dev.layertax.harness.engine.kernel.KernelEngine}, {@code ContainerView},
 * {@code Namespace}, {@code OverlaySupport}.
 *
 * <p>A container is mounted by each program that runs in it, in a mount namespace of the program's
 * own (mount_namespaces(7)): nobody else sees the mounts, and the kernel takes them down with the
 * program, however it ends. Root makes the namespace as it is; who is not root makes it in a user
 * namespace, where overlayfs keeps its marks under {@code user.} ({@code userxattr}).
 */
package dev.layertax.harness.engine.kernel;

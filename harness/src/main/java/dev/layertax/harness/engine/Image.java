package dev.layertax.harness.engine;

import dev.layertax.benchmarks.dataset.Dataset;

/**
 * What a container starts from.
 *
 * @param name the engine's name for it
 * @param dataset what it ships
 * @param path where the dataset lies in the image, absolute, with {@code /}
 * @param layers number of layers, at least 1
 */
public record Image(String name, Dataset dataset, String path, int layers) {}

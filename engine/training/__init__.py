"""Training with TensorFlow: the only part of the engine that imports it."""

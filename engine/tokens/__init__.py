"""Text to ids: tokenizers, the vocabulary, splits, and the batches that training reads."""

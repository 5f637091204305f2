"""The library of models on disk: what a model is made of, how it is kept, and how it travels."""

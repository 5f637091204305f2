"""From what a person chose to a finished model: size, pace, recipes, the run, and what it measures at its end."""

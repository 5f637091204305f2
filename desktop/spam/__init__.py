"""The work behind the Spam check page: checking, marking, models of labels."""

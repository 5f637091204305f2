"""Icons, themes and sample corpora; data that both packages read."""

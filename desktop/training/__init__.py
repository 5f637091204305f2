"""The work behind the Train page: jobs, the run, and its figures in words."""

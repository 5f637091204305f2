"""All that is kept of a person: the data folder, its move, backups, and erasing."""

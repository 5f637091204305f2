"""What the window asks of the system: instance, power, notices, input methods, an orderly end."""

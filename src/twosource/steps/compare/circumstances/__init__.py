"""Where, which way and with what something happened."""

"""What the program found, told: as JSON, in a terminal, as a page. It shows; it never decides."""

"""Facts that arrive by themselves: files and messages of other systems, looked at, taken in, taken back as a whole."""

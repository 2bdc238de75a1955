"""What operators do on the console; each module offers `add_arguments(parser, verb)` and `run(options)`."""

"""Two invented cities with a whole working life in them, and load sets of any size.

Everything is made in memory from a seed and from texts of our own, then written in bulk inside recordings.
The package stands at the edge: it may know every other one, none may know it.
"""

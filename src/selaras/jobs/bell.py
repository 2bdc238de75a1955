"""The file that is touched when there is work; the watcher beside the server looks at it and asks no database.

Alone in its module: the watcher, which has no framework in its memory, imports it too.
"""

BELL = "jobs.bell"

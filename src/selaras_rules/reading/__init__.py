"""The law in plain words, for the page of rules and the console: subjects, names of codes, tables as in the law.

Nothing here changes a result: `subjects.toml` and `words.toml` say how the law is shown, `law/` says what it is.
"""

from .layout import Layout, laid_out
from .subjects import Subject, all_subjects, choices_of, parameters_of, subject_named, subject_of
from .words import word_of, written_out

__all__ = [
    "Layout",
    "Subject",
    "all_subjects",
    "choices_of",
    "laid_out",
    "parameters_of",
    "subject_named",
    "subject_of",
    "word_of",
    "written_out",
]

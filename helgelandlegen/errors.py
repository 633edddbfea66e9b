"""The one exception whose text is meant for people."""


class PlainError(Exception):
    """Something that a person can put right. Its text is one plain Norwegian sentence that says what and how."""

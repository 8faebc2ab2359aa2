"""What is wrong with a feed, in one line that its reader can act on."""


class FeedError(Exception):
    """The feed cannot be read or used; ``str()`` says why. Nothing was changed."""

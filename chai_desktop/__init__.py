"""CHAI Desktop: tag, draft, critique and revise film-language captions of video clips, offline."""

__version__ = "0.1.0"

"""Which frames a video file holds: one pass over its packets, without decoding them.

A frame is named by its ordinal and its integer timestamp, never by seconds or n / fps: rates vary, first timestamps
are not always zero, and players round.
"""

from chai_desktop.media.frame_index.building import build_frame_index, video_track
from chai_desktop.media.frame_index.index import PLAYER_TOLERANCE, FrameIndex, Gap

__all__ = ["PLAYER_TOLERANCE", "FrameIndex", "Gap", "build_frame_index", "video_track"]

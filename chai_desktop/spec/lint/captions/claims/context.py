"""What surrounds a word in its sentence: who acts, whether it is denied, and when it is."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.claims.claim import Moment
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText

_NEGATIONS = frozenset(
    {"no", "not", "without", "never", "nor", "neither", "doesn't", "isn't", "don't", "cannot", "lacks", "lack",
     "lacking", "avoids", "avoiding", "aren't", "non", "hardly", "stops", "than", "from", "of"}
)  # fmt: skip
_ONLY_AFTER = {"than": "rather", "from": "free", "of": "instead"}
_REACH = 4  # words before the claim within which a negation counts
_STARTS = frozenset(
    {"begins", "begin", "beginning", "starts", "start", "starting", "initially", "initial", "opens", "first"}
)
_ENDS = frozenset(
    {"ends", "end", "ending", "finally", "concludes", "concluding", "finishes", "transitions", "transitioning",
     "eventually", "final", "becomes", "becoming", "shifts", "shifting", "settles", "settling"}
)  # fmt: skip
_TURNS = frozenset({"but", "then", "before", "to", "into", "resulting", "become", "and", "until", "after"})
_CAMERA = frozenset({"camera", "camera's", "shot", "video", "footage", "lens", "drone", "camerawork", "filmed"})
_OTHERS = frozenset(
    {"he", "she", "they", "who", "man", "woman", "person", "people", "men", "women", "boy", "girl", "child", "children",
     "dog", "cat", "animal", "bird", "car", "vehicle", "boat", "plane", "subject", "subjects", "player", "character",
     "figure", "individual", "hand", "hands", "head", "face", "water", "waves", "smoke", "clouds", "him", "them",
     "rider", "cyclist", "driver", "train", "horse", "truck", "ship", "aircraft", "helicopter", "balloon", "rocket"}
)  # fmt: skip
_BODY = frozenset({"his", "her", "their", "its", "head", "body", "heads", "hips", "eyes"})


def is_denied(caption: CaptionText, index: int) -> bool:
    """Whether a negation stands shortly before the word: "does not pan", "without zooming", "no pan or tilt"."""
    start = max(caption.sentence_of(index)[0], index - _REACH)
    for place in range(start, index):
        word = caption.folded[place]
        if word in _NEGATIONS:
            needed = _ONLY_AFTER.get(word)
            if needed is None or (place and caption.folded[place - 1] == needed):
                return "but" not in caption.folded[place:index]
    return False


def moment_of(caption: CaptionText, index: int) -> Moment:
    """The start or the end of the clip, by the nearest word before that says so in the same sentence."""
    for place in range(index - 1, caption.sentence_of(index)[0] - 1, -1):
        if caption.folded[place] in _ENDS:
            return Moment.END
        if caption.folded[place] in _STARTS:
            return Moment.ANY if _TURNS.intersection(caption.folded[place:index]) else Moment.START
    return Moment.ANY


def camera_acts(caption: CaptionText, index: int, aspect: Aspect, sure: bool) -> bool:
    """Whether the camera does what the verb at ``index`` says.

    A ``sure`` verb (pan, zoom) is the camera's wherever a sentence of this caption can be about the camera; of any
    other the nearest actor named before it must be the camera.
    """
    start, end = caption.sentence_of(index)
    if any(word in _BODY for word in caption.folded[index + 1 : min(index + 2, end)]):
        return False
    for place in range(index - 1, start - 1, -1):
        word = caption.folded[place]
        if word in _CAMERA:
            return True
        if word in _OTHERS and (not sure or place >= index - 2):
            return False
    return aspect is Aspect.CAMERA or (sure and any(word in _CAMERA for word in caption.folded[start:end]))

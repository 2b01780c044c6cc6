"""What a clip will cost a model, in seconds and bytes: estimates from shapes, made before anything is loaded.

Every number that comes out of here is an estimate, and is to be called one where a person reads it. The shapes are
those of the published Qwen3-VL checkpoints (their config.json; transformers 5.23, ``qwen3_vl``); seconds are counted
operations and bytes over what a card achieves, so that no program can be quicker and many are slower.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from chai_desktop.media.sampling.plan import SamplingPlan

WORDS_PER_PAIR = 8  # tokens of a pair's time (six) and of the two marks around its picture
ASPECTS = 5
INSTRUCTION_TOKENS = 830  # of one aspect's instruction, on average
LONGEST_ANSWER = 132  # tokens: the middle length of the aspect with the longest captions; five are written at once
WORKSPACE_BYTES = 2_000_000_000  # what a library holds besides weights and cache while it computes
LAUNCH_SECONDS = 0.03  # one step of decoding by transformers without CUDA graphs, whatever the card
_16_BIT = 2  # bytes
_BYTES_OF_LINEARS: Mapping[str, float] = MappingProxyType({"bf16": 2.0, "8-bit": 1.0, "4-bit": 0.56})
PRECISIONS = tuple(_BYTES_OF_LINEARS)


@dataclass(frozen=True)
class VisionShape:
    """The tower that sees: ``layers`` of ``width``, ``inner`` the width inside their two linear layers.

    ``mergers``: how many times four patches are made one token (once at the end, and once for each tap).
    """

    layers: int
    width: int
    inner: int
    mergers: int
    weights: float


@dataclass(frozen=True)
class ModelShape:
    """``linears``: weights of the language part without embeddings, ``tables``: embeddings and output head."""

    name: str
    layers: int
    width: int
    attention: int  # heads x length of a head
    cache_width: int  # key and value heads x length of a head
    linears: float
    tables: float
    vision: VisionShape

    @property
    def cache_bytes(self) -> int:
        """Memory that each token of a prompt takes: a key and a value of every layer, 16 bits each."""
        return 2 * self.layers * self.cache_width * _16_BIT


@dataclass(frozen=True)
class Card:
    """``speed``: operations per second that a long prompt achieves in 16 bits, not the data sheet's peak."""

    name: str
    memory: float  # bytes
    bandwidth: float  # bytes per second
    speed: float


_SMALL_EYES = VisionShape(24, 1024, 4096, 4, 0.43e9)
QWEN3_VL = (
    ModelShape("Qwen3-VL 2B", 28, 2048, 2048, 1024, 1.41e9, 0.31e9, _SMALL_EYES),
    ModelShape("Qwen3-VL 4B", 36, 2560, 4096, 1024, 3.63e9, 0.39e9, _SMALL_EYES),
    ModelShape("Qwen3-VL 8B", 36, 4096, 4096, 1024, 6.95e9, 1.24e9, VisionShape(27, 1152, 4304, 4, 0.58e9)),
)
CARDS = (
    Card("a 24 GB card (RTX 4090)", 24e9, 1.01e12, 90e12),
    Card("an H200", 141e9, 4.8e12, 450e12),
)


def clip_tokens(plan: SamplingPlan) -> int:
    """Tokens of a clip in a prompt: pictures, times and marks."""
    return plan.video_tokens + plan.grid[0] * WORDS_PER_PAIR


def vision_operations(shape: VisionShape, plan: SamplingPlan, out_width: int) -> float:
    """Floating-point operations to see all pairs. Patches of one pair attend to one another, not to other pairs'.

    Twice the weights for each patch, 4 x width x patches for each patch's attention in each layer, and the mergers
    (two linear layers over four patches at once).
    """
    patches = plan.grid[1] * plan.grid[2]
    layer = 4 * shape.width**2 + 2 * shape.width * shape.inner
    four = 4 * shape.width
    merging = shape.mergers * (four * four + four * out_width) * plan.pair_tokens
    return plan.grid[0] * (2 * shape.layers * patches * (layer + 2 * shape.width * patches) + 2.0 * merging)


def prompt_operations(shape: ModelShape, tokens: int, before: int = 0) -> float:
    """Floating-point operations to read ``tokens`` that follow ``before`` ones which are at hand.

    Twice the weights for each token, and for each layer 4 x width for each token that it looks back at.
    """
    looked_at = tokens * (before + tokens / 2)
    return tokens * 2 * shape.linears + 4 * shape.layers * shape.attention * looked_at


def weight_bytes(shape: ModelShape, precision: str = "bf16") -> float:
    """Bytes of the weights; ``precision`` one of ``PRECISIONS``. Eyes and tables stay in 16 bits, as they should."""
    return shape.linears * _BYTES_OF_LINEARS[precision] + (shape.tables + shape.vision.weights) * _16_BIT


def memory_bytes(shape: ModelShape, plan: SamplingPlan, precision: str = "bf16") -> float:
    """Weights, the clip in the cache with five instructions and answers, and room to work."""
    rest = ASPECTS * (INSTRUCTION_TOKENS + LONGEST_ANSWER)
    return weight_bytes(shape, precision) + (clip_tokens(plan) + rest) * shape.cache_bytes + WORKSPACE_BYTES


def seconds_to_see(shape: ModelShape, plan: SamplingPlan, card: Card) -> float:
    """Seconds until a clip is in the cache. It is done once, whatever is asked about the clip."""
    seen = vision_operations(shape.vision, plan, shape.width)
    return (seen + prompt_operations(shape, clip_tokens(plan))) / card.speed


def seconds_to_draft(shape: ModelShape, plan: SamplingPlan, card: Card, precision: str = "bf16") -> float:
    """Seconds for the captions of five aspects once the clip was seen: their instructions read, all written at once."""
    read = ASPECTS * prompt_operations(shape, INSTRUCTION_TOKENS, clip_tokens(plan)) / card.speed
    head = shape.tables * _16_BIT
    step = (shape.linears * _BYTES_OF_LINEARS[precision] + head) / card.bandwidth
    return read + LONGEST_ANSWER * max(step, LAUNCH_SECONDS)

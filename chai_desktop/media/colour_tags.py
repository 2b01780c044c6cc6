"""What a file says about the colours of its picture, in plain words, and what is taken for granted where it is silent.

The numbers are those of ITU-T H.273, which FFmpeg uses too. What stands for a missing tag is what mpv and libplacebo
take: a player and our own decoding must show the same colours.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from av.sidedata.sidedata import Type

from chai_desktop.media.side_data import side_data_bytes

if TYPE_CHECKING:
    import av

Range = Literal["limited", "full", ""]
Scan = Literal["progressive", "top field first", "bottom field first", "interlaced"]

_UNTAGGED = (0, 2, 3)  # RGB or reserved, unspecified, reserved
_RGB_MATRIX = 0
_MATRICES = {
    1: "BT.709",
    4: "FCC",
    5: "BT.601",
    6: "BT.601",
    7: "SMPTE 240M",
    8: "YCgCo",
    9: "BT.2020",
    10: "BT.2020 constant luminance",
    14: "BT.2100 ICtCp",
}
_PRIMARIES = {
    1: "BT.709",
    4: "BT.470 M",
    5: "BT.601 (625 lines)",
    6: "BT.601 (525 lines)",
    7: "SMPTE 240M",
    8: "film",
    9: "BT.2020",
    10: "XYZ",
    11: "DCI-P3",
    12: "Display P3",
    22: "EBU 3213-E",
}
_PQ, _HLG = 16, 18
_TRANSFERS = {
    1: "BT.709",
    4: "gamma 2.2",
    5: "gamma 2.8",
    6: "BT.601",
    7: "SMPTE 240M",
    8: "linear",
    9: "logarithmic (100:1)",
    10: "logarithmic (316:1)",
    11: "xvYCC",
    12: "BT.1361",
    13: "sRGB",
    14: "BT.2020",
    15: "BT.2020",
    _PQ: "PQ",
    17: "SMPTE 428",
    _HLG: "HLG",
}
_RANGES: dict[int, Range] = {1: "limited", 2: "full"}
_BT709, _BT601 = 1, 5
_TOP_FIRST, _BOTTOM_FIRST = (2, 5), (3, 4)  # AVFieldOrder: which field is shown first, however they are coded


@dataclass(frozen=True)
class MasteringDisplay:
    """The display on which an HDR picture was made: luminance in candela per square metre."""

    darkest: float
    brightest: float


@dataclass(frozen=True)
class LightLevel:
    """Of the whole film, in candela per square metre: the brightest pixel, and the brightest frame's mean."""

    brightest_pixel: int
    brightest_frame: int


@dataclass(frozen=True)
class ColourTags:
    """The tags of one video track. A name is "" where the file does not say; ``assumed_*`` is what is shown then.

    ``matrix`` is "RGB" for a picture that needs none. ``bit_depth`` is of one component, 0 where it is not known.
    ``chroma`` is as written by film people ("4:2:0"), or "" for RGB and grey.
    """

    matrix: str = ""
    range: Range = ""
    primaries: str = ""
    transfer: str = ""
    assumed_matrix: str = "BT.709"
    assumed_range: Range = "limited"
    assumed_primaries: str = "BT.709"
    assumed_transfer: str = "BT.1886"
    pixel_format: str = ""
    bit_depth: int = 0
    chroma: str = ""
    scan: Scan = "progressive"
    mastering: MasteringDisplay | None = field(default=None)
    light: LightLevel | None = field(default=None)

    @property
    def interlaced(self) -> bool:
        return self.scan != "progressive"

    @property
    def hdr(self) -> str:
        """ "PQ" or "HLG" for a picture of high dynamic range, else ""."""
        return self.transfer if self.transfer in ("PQ", "HLG") else ""

    def words(self) -> tuple[str, ...]:
        """The tags as lines for a person to read."""
        lines = [
            _line("Matrix", self.matrix, self.assumed_matrix),
            _line("Range", self.range, self.assumed_range),
            _line("Primaries", self.primaries, self.assumed_primaries),
            _line("Transfer", self.transfer, self.assumed_transfer),
            f"Picture: {', '.join(self._coding())}",
        ]
        if self.hdr:
            lines.append(f"HDR: {', '.join(self._dynamic_range())}")
        return tuple(lines)

    def summary(self) -> str:
        """One short phrase: "BT.709, limited range"; what is not tagged is said to be so."""
        if not (self.matrix or self.range):
            return f"not tagged: shown as {self.assumed_matrix}, {self.assumed_range} range"
        matrix = self.matrix or f"{self.assumed_matrix} (not tagged)"
        width = f"{self.range} range" if self.range else f"{self.assumed_range} range (not tagged)"
        return ", ".join([matrix, width, *([self.hdr] if self.hdr else [])])

    def _coding(self) -> list[str]:
        depth = [f"{self.bit_depth} bit"] if self.bit_depth else []
        return [
            *depth,
            *([self.chroma] if self.chroma else []),
            f"interlaced, {self.scan}" if self.scan.endswith("first") else self.scan,
        ]

    def _dynamic_range(self) -> list[str]:
        told = [self.hdr]
        if self.mastering is not None:
            told.append(f"made on a display of {self.mastering.darkest:g} to {self.mastering.brightest:g} cd/m²")
        if self.light is not None:
            told.append(f"brightest pixel {self.light.brightest_pixel} cd/m²")
            told.append(f"brightest frame {self.light.brightest_frame} cd/m² on average")
        return told


UNKNOWN = ColourTags()


def read_colour_tags(frame: av.VideoFrame, field_order: int = 0) -> ColourTags:
    """The tags of a decoded frame, which carries what container and stream say.

    ``field_order`` is the decoder's, as FFmpeg numbers it (AVFieldOrder).
    """
    is_rgb = frame.format.is_rgb
    matrix = "RGB" if is_rgb else _named(_MATRICES, frame.colorspace)
    # yuvj420p and its like are full range by their name, whatever the tag says.
    named_full = frame.format.name.startswith("yuvj")
    assumed_matrix = _BT709 if frame.width >= 1280 or frame.height > 576 else _BT601
    return ColourTags(
        matrix=matrix,
        range="full" if named_full else _RANGES.get(frame.color_range, ""),
        primaries=_named(_PRIMARIES, frame.color_primaries),
        transfer=_named(_TRANSFERS, frame.color_trc),
        assumed_matrix="RGB" if is_rgb else _MATRICES[assumed_matrix],
        assumed_range="full" if is_rgb else "limited",
        assumed_primaries=_assumed_primaries(frame, matrix or _MATRICES[assumed_matrix]),
        assumed_transfer="sRGB" if is_rgb else "BT.1886",
        pixel_format=frame.format.name,
        bit_depth=max((component.bits for component in frame.format.components), default=0),
        chroma=_chroma(frame.format),
        scan=_scan(frame, field_order),
        mastering=_mastering(frame),
        light=_light(frame),
    )


def _line(what: str, said: str, assumed: str) -> str:
    return f"{what}: {said}" if said else f"{what}: not tagged, shown as {assumed}"


def _named(names: dict[int, str], number: int) -> str:
    return "" if number in _UNTAGGED else names.get(number, f"number {number} of H.273")


def _assumed_primaries(frame: av.VideoFrame, matrix: str) -> str:
    """As mpv does: by the matrix, and for BT.601 by the number of lines."""
    if matrix.startswith("BT.20"):
        return "BT.2020"
    if matrix != "BT.601":
        return "BT.709"
    lines = {576: 5, 480: 6, 486: 6}.get(frame.height)
    return _PRIMARIES[lines] if lines else "BT.709"


def _chroma(pixels: av.VideoFormat) -> str:
    coloured = sum(not component.is_alpha for component in pixels.components) >= 3
    if pixels.is_rgb or not coloured:
        return ""
    # A format knows by how much chroma is smaller than luma: ask it for an even size.
    shares = pixels.chroma_width(16), pixels.chroma_height(16)
    return {(16, 16): "4:4:4", (8, 16): "4:2:2", (8, 8): "4:2:0", (4, 16): "4:1:1", (16, 8): "4:4:0"}.get(shares, "")


def _scan(frame: av.VideoFrame, field_order: int) -> Scan:
    if not frame.interlaced_frame:
        return "progressive"
    if field_order in _TOP_FIRST:
        return "top field first"
    return "bottom field first" if field_order in _BOTTOM_FIRST else "interlaced"


def _mastering(frame: av.VideoFrame) -> MasteringDisplay | None:
    """From FFmpeg's AVMasteringDisplayMetadata: ten rationals (six primaries, two white, dark, bright), two flags."""
    data = side_data_bytes(frame, Type.MASTERING_DISPLAY_METADATA)
    if len(data) < struct.calcsize("=20i2i"):
        return None
    *numbers, _has_primaries, has_luminance = struct.unpack_from("=20i2i", data)
    darkest, dark_unit, brightest, bright_unit = numbers[16:20]
    if not (has_luminance and dark_unit and bright_unit):
        return None
    return MasteringDisplay(darkest / dark_unit, brightest / bright_unit)


def _light(frame: av.VideoFrame) -> LightLevel | None:
    """From FFmpeg's AVContentLightMetadata: two unsigned numbers."""
    data = side_data_bytes(frame, Type.CONTENT_LIGHT_LEVEL)
    return LightLevel(*struct.unpack_from("=2I", data)) if len(data) >= struct.calcsize("=2I") else None

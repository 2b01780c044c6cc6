"""Makes files that are hard to index: every frame carries its number as ``read_number`` of the coded clips reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from benchmarks.coded_clips import BITS, read_number

SIZE = (320, 180)
TICKS = 90_000  # of the time base in which all of these are made


@dataclass(frozen=True)
class Film:
    """What to encode. ``stamps`` are in ``time_base``, one for each frame, or None for 25 frames per second from 0."""

    codec: str = "libx264"
    options: dict[str, str] = field(default_factory=dict)
    pixels: str = "yuv420p"
    frames: int = 60
    stamps: Sequence[int] | None = None
    size: tuple[int, int] = SIZE
    first_number: int = 0
    time_base: Fraction = Fraction(1, TICKS)

    def ticks(self) -> Sequence[int]:
        return self.stamps or [int(number / (25 * self.time_base)) for number in range(self.frames)]


def coded_picture(number: int, size: tuple[int, int] = SIZE) -> av.VideoFrame:
    """A grey picture with some texture and its number."""
    width, height = size
    columns = np.arange(width)
    luma = np.tile(110 + 20 * np.sin((columns + 3 * number) / 9), (height, 1))
    top, middle, bottom = (int(height * part) for part in (0.4, 0.5, 0.6))
    for bit in range(BITS):
        band = slice(bit * width // BITS, (bit + 1) * width // BITS)
        one = number >> (BITS - 1 - bit) & 1
        luma[top:middle, band], luma[middle:bottom, band] = (208, 48) if one else (48, 208)
    planes = np.concatenate([luma, np.full((height // 2, width), 128)]).astype(np.uint8)
    return av.VideoFrame.from_ndarray(planes, format="yuv420p")


def make(path: Path, film: Film, **muxer: str) -> Path:
    """Encode a film into a file; ``muxer`` are options of the container."""
    with av.open(str(path), "w", options=muxer) as container:
        stream = container.add_stream(film.codec, rate=25, options=film.options)
        stream.width, stream.height = film.size
        stream.pix_fmt = film.pixels
        stream.time_base = stream.codec_context.time_base = film.time_base
        for number, stamp in enumerate(film.ticks()):
            frame = coded_picture(film.first_number + number, film.size).reformat(format=film.pixels)
            frame.pts, frame.time_base = stamp, film.time_base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def copy(source: Path, target: Path, keep: Callable[[int, av.Packet], bool] = lambda n, p: True,
         shift: int = 0, **muxer: str) -> Path:  # fmt: skip
    """Copy the packets that ``keep`` wants (by number in the file), ``shift`` ticks of the source later."""
    with av.open(str(source)) as old, av.open(str(target), "w", options=muxer) as new:
        track = old.streams.video[0]
        stream = new.add_stream_from_template(track)
        for number, packet in enumerate(p for p in old.demux(track) if p.size):
            if keep(number, packet):
                packet.pts, packet.dts, packet.stream = packet.pts + shift, packet.dts + shift, stream
                new.mux(packet)
        new.start_encoding()
    return target


def joined(parts: Iterable[Path], target: Path) -> Path:
    """Files laid end to end, as recorders do with transport streams."""
    target.write_bytes(b"".join(part.read_bytes() for part in parts))
    return target


def without_seeking(source: Path, target: Path, container: str) -> Path:
    """A copy written like a live stream: nothing can be filled in afterwards, neither cues nor length."""

    class Pipe:
        def __init__(self) -> None:
            self.file = target.open("wb")

        def write(self, content: bytes) -> int:
            return self.file.write(content)

    pipe = Pipe()
    with av.open(str(source)) as old, av.open(pipe, "w", container) as new:
        stream = new.add_stream_from_template(old.streams.video[0])
        for packet in old.demux(old.streams.video[0]):
            if packet.size:
                packet.stream = stream
                new.mux(packet)
    pipe.file.close()
    return target


def decoded(path: Path) -> list[tuple[int, int | None]]:
    """The truth: (timestamp, number) of every frame, as a decoder gives them from the start of the file on."""
    return list(_decoded(path))


def _decoded(path: Path) -> Iterator[tuple[int, int | None]]:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets)
                frames = packet.decode()
            except StopIteration:
                return
            except av.error.InvalidDataError:
                continue
            for frame in frames:
                yield frame.pts, read_number(frame.to_ndarray(format="gray"))


def field_pictures(path: Path, frames: int = 24, size: tuple[int, int] = (320, 192), own_packets: bool = True) -> Path:
    """MPEG-2 of single fields, as broadcast coders write it: two coded pictures, and two packets, make one frame.

    No coder at hand makes such a stream. So the fields are coded as frames of half the height, and the headers
    (ISO/IEC 13818-2, 6.2) rewritten: an intra picture's macroblocks are the same bits either way.
    """
    coder = av.CodecContext.create("mpeg2video", "w")
    assert isinstance(coder, av.VideoCodecContext)
    coder.width, coder.height, coder.pix_fmt = size[0], size[1] // 2, "yuv420p"
    coder.time_base, coder.framerate, coder.gop_size, coder.bit_rate = Fraction(1, 50), Fraction(50), 1, 4_000_000
    with av.open(str(path), "w") as container:
        model = container.add_stream("mpeg2video", rate=25)
        model.width, model.height, model.pix_fmt = *size, "yuv420p"
        packets = []
        for number in range(frames):
            field_of = coded_picture(number, (size[0], size[1] // 2))
            for half in (0, 1):
                field_of.pts = 2 * number + half
                packets += coder.encode(field_of)
        packets += coder.encode(None)
        for number, packet in enumerate(packets):
            stamp = number * TICKS // 50 + TICKS
            field_packet = av.Packet(_as_field(bytes(packet), size[1], bottom=bool(number % 2)))
            field_packet.pts = field_packet.dts = stamp
            field_packet.time_base, field_packet.stream = Fraction(1, TICKS), model
            field_packet.is_keyframe = True
            container.mux(field_packet)
    return path


def _as_field(coded: bytes, height: int, bottom: bool) -> bytes:
    data = bytearray(coded)
    for at in range(len(data) - 8):
        if data[at : at + 3] != b"\0\0\1":
            continue
        if data[at + 3] == 0xB3:  # sequence header: 12 bits of width, 12 of height
            data[at + 5] = data[at + 5] & 0xF0 | height >> 8
            data[at + 6] = height & 255
        elif data[at + 3] == 0xB5 and data[at + 4] >> 4 == 1:  # sequence extension: progressive_sequence
            data[at + 5] &= ~8
        elif data[at + 3] == 0xB5 and data[at + 4] >> 4 == 8:  # picture coding extension
            data[at + 6] = data[at + 6] & ~3 | (2 if bottom else 1)  # picture_structure
            data[at + 7] &= ~(0x80 | 0x40 | 0x02 | 0x01)  # top_field_first, frame_pred_frame_dct, repeat, 4:2:0 type
            data[at + 8] &= ~0x80  # progressive_frame
    # A second field belongs to the group and the frame of the first: it has a picture header only.
    return bytes(data[data.index(b"\0\0\1\0") :]) if bottom else bytes(data)


def still_film(path: Path, frames: int, rate: int) -> Path:
    """A film of the same small picture again and again, quickly made at any length. All frames are key frames."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=rate)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuvj420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, rate)
        picture = coded_picture(0, (64, 36)).reformat(format="yuvj420p")
        picture.pts = 0
        coded = b"".join(bytes(packet) for packet in [*stream.encode(picture), *stream.encode(None)])
        for number in range(frames):
            packet = av.Packet(coded)
            packet.pts = packet.dts = number
            packet.duration, packet.time_base, packet.stream = 1, Fraction(1, rate), stream
            packet.is_keyframe = True
            container.mux(packet)
    return path


def scratched(source: Path, target: Path, number: int) -> Path:
    """A copy in which the content of one packet is rubbish; where it lies, and how long it is, stays as it was."""
    with av.open(str(source)) as container:
        packets = [(packet.pos, packet.size) for packet in container.demux(video=0) if packet.size]
    at, size = packets[number]
    data = bytearray(source.read_bytes())
    begins = data.index(_content(source, number), at)
    data[begins + 8 : begins + size] = bytes((n * 37 + 11) & 255 for n in range(size - 8))
    target.write_bytes(data)
    return target


def _content(path: Path, number: int) -> bytes:
    with av.open(str(path)) as container:
        return next(bytes(p) for n, p in enumerate(p for p in container.demux(video=0) if p.size) if n == number)

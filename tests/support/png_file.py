# SPDX-License-Identifier: MIT
"""Reads and writes the PNG files of the tests with zlib alone.

What a palette PNG holds are indices, and common readers turn them into colours; this one doesn't,
and it shares no code with what is tested.
"""
import struct
import zlib

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, RGB, PALETTE = 0, 2, 3


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width, height, depth=8, colour=GREY):
    """The start of a file, up to the end of IHDR; the rest of the file may say something else."""
    fields = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", fields)


def chunks(data):
    """(kind, content) of each chunk; the checksums must be right."""
    assert data[:8] == SIGNATURE
    place, found = 8, []
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        content = data[place + 8:place + 8 + length]
        assert struct.unpack_from(">I", data, place + 8 + length)[0] == zlib.crc32(kind + content)
        found.append((kind, content))
        place += 12 + length
    return found


def paeth(left, up, corner):
    guess = left + up - corner
    far = (abs(guess - left), abs(guess - up), abs(guess - corner))
    return (left, up, corner)[far.index(min(far))]


def unfilter(kind, row, above, step):
    if kind == 2:
        return (np.frombuffer(row, "u1") + np.frombuffer(above, "u1")).tobytes()  # modulo 256
    out = bytearray(row)
    for i, value in enumerate(row if kind else b""):
        left = out[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        add = {1: left, 3: (left + above[i]) // 2, 4: paeth(left, above[i], corner)}[kind]
        out[i] = (value + add) % 256
    return bytes(out)


class Png:
    """`values` are indices or grey levels (uint8, or uint16 for 16 bits); `palette` and
    `transparency` the contents of PLTE and tRNS, or None."""

    def __init__(self, path):
        with open(path, "rb") as file:
            found = chunks(file.read())
        contents = dict(found)
        assert found[-1][0] == b"IEND"
        width, height, self.depth, self.colour, _, _, interlaced = struct.unpack(
            ">IIBBBBB", contents[b"IHDR"])
        assert self.colour in (GREY, PALETTE) and not interlaced
        self.palette = contents.get(b"PLTE")
        self.transparency = contents.get(b"tRNS")
        data = zlib.decompress(b"".join(content for kind, content in found if kind == b"IDAT"))
        length, step = (width * self.depth + 7) // 8, max(1, self.depth // 8)
        above, rows = bytes(length), []
        assert len(data) == height * (length + 1)
        for start in range(0, len(data), length + 1):
            above = unfilter(data[start], data[start + 1:start + 1 + length], above, step)
            rows.append(above)
        packed = np.frombuffer(b"".join(rows), "u1").reshape(height, length)
        if self.depth == 16:
            self.values = packed.view(">u2").astype("u2")
        else:
            bits = np.unpackbits(packed, axis=1).reshape(height, -1, self.depth)
            weights = 1 << np.arange(self.depth - 1, -1, -1)
            self.values = (bits @ weights)[:, :width].astype("u1")


def encode(values, depth=8, palette=None, transparency=None):
    height, width = values.shape
    colour = GREY if palette is None else PALETTE
    if depth == 16:
        packed = np.ascontiguousarray(values.astype(">u2")).view("u1")
    else:
        bits = np.unpackbits(values.astype("u1")[..., None], axis=2)[:, :, 8 - depth:]
        packed = np.packbits(bits.reshape(height, -1), axis=1)
    rows = b"".join(b"\0" + row.tobytes() for row in packed)
    out = header(width, height, depth, colour)
    if palette is not None:
        out += chunk(b"PLTE", palette)
    if transparency is not None:
        out += chunk(b"tRNS", transparency)
    return out + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")

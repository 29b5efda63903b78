#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How long programs take until their window is visible with a mask, and what they hold then.

Starts each on an X server of its own (Xvfb) and polls that server until a window is mapped and
viewable (visible_ms), and until the mask is painted (shown_ms): around the middle of the window,
where each has its canvas, are runs of pixels in the colours that labels of the mask must have there.
Those are the palette's own for peers, which open the mask alone, and for Frisket the palette blended
over its ground. Resident memory is read two seconds later, when nothing moves any more. Medians of
several starts; the files are in the page cache.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib

import numpy as np
from Xlib import X, display, error

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import png_file  # noqa: E402  (the tests' own PNG chunks)

SCREEN = (1920, 1200)
PALETTE = bytes(value for label in range(256)
                for value in (label * 67 % 256, label * 131 % 256, label * 29 % 256))
LABELS = 20
FRISKET_GROUND = (0x2a, 0x2c, 0x30)     # TileRenderer::kGround
FRISKET_RESULT = 0.45                   # LayerStyles: opacity of the result, and of the tint over it
FRISKET_CONDITION = (0.3, (255, 176, 0))
# A disc is at least 16 pixels wide in a window of 600, and an outline takes a few of them.
LEAST_RUN = 6
LEAST_LABELS = 2
TOLERANCE = 2  # of a channel: blending and colour management round


def write_mask(path, side, shift):
    """A palette PNG of discs with labels 1..LABELS on background 0, or `shift` pixels beside it."""
    cell = side // 16
    rows = []
    for y in range(side):
        row = bytearray(side)
        cy = (y // cell) * cell + cell // 2
        for column in range(16):
            radius = cell // 4 + (column * 7 + y // cell * 3) % (cell // 4)
            half2 = radius * radius - (y - cy) ** 2
            if half2 > 0:
                half = int(half2 ** 0.5)
                centre = column * cell + cell // 2 + shift
                first, last = max(0, centre - half), min(side, centre + half)
                row[first:last] = bytes([1 + (column + y // cell) % LABELS]) * (last - first)
        rows.append(b"\0" + bytes(row))
    data = (png_file.header(side, side, 8, png_file.PALETTE) + png_file.chunk(b"PLTE", PALETTE) +
            png_file.chunk(b"IDAT", zlib.compress(b"".join(rows), 6)) + png_file.chunk(b"IEND", b""))
    path.write_bytes(data)


def viewable(window):
    """Mapped windows of a useful size below `window`."""
    found = []
    try:
        for child in window.query_tree().children:
            attributes = child.get_attributes()
            size = child.get_geometry()
            if attributes.map_state == X.IsViewable and min(size.width, size.height) >= 300:
                found.append((child, size))
    except error.XError:
        pass  # it went while we looked
    return found


def own_colours():
    """What label k has in a program that shows the mask alone, as row k - 1: red, green, blue."""
    return np.frombuffer(PALETTE, "u1").reshape(256, 3)[1:1 + LABELS].astype(int)


def blended_colours():
    """The same in Frisket, a row for each label outside the condition, then one for each inside."""
    outside = np.array(FRISKET_GROUND) * (1 - FRISKET_RESULT) + own_colours() * FRISKET_RESULT
    opacity, tint = FRISKET_CONDITION
    inside = outside * (1 - opacity) + np.array(tint) * opacity
    return np.rint(np.concatenate([outside, inside])).astype(int)


def middle(root, size):
    """Every eighth row of what is seen in the middle of a window, rows x columns x RGB.

    A third of the window wide, since docks stand at its sides, and 96 pixels high: of the 16 rows of
    discs at least one is there, whatever the window's size. None if it can't be had.
    """
    left, width = size.x + size.width // 3, size.width // 3
    top, height = size.y + size.height // 2 - 48, 96
    left, top = max(0, left), max(0, top)
    width, height = min(width, SCREEN[0] - left), min(height, SCREEN[1] - top)
    if width <= 0 or height <= 0:
        return None
    try:
        image = root.get_image(left, top, width, height, X.ZPixmap, 0xffffffff)
    except error.XError:
        return None
    bgrx = np.frombuffer(image.data, "u1").reshape(height, width, 4)
    return bgrx[::8, :, 2::-1].astype(int)


def shows_mask(pixels, colours):
    """Whether labels, LEAST_LABELS or more, have LEAST_RUN pixels of one of their colours in a row."""
    found = set()
    for number, colour in enumerate(colours):
        fits = (abs(pixels - colour) <= TOLERANCE).all(axis=2)
        runs = np.lib.stride_tricks.sliding_window_view(fits, LEAST_RUN, axis=1)
        if runs.all(axis=2).any():
            found.add(number % LABELS)
    return len(found) >= LEAST_LABELS


def resident_mb(process):
    """Of the process and its children; None if it ended."""
    pids, total = [process.pid], 0
    while pids:
        pid = pids.pop()
        try:
            status = pathlib.Path(f"/proc/{pid}/status").read_text()
            children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in status.splitlines()
                     if line.startswith("VmRSS"))
        pids += map(int, children.split())
    return total / 1024


class Server:
    """An Xvfb and a connection to it."""

    def __init__(self):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()
        self.display = display.Display(self.name)
        self.root = self.display.screen().root

    def close(self):
        self.display.close()
        self.process.terminate()
        self.process.wait()


def start(command, home, colours, limit):
    """One start: visible_ms, shown_ms and rss_mb. Raises RuntimeError if it shows no mask."""
    server = Server()
    environment = dict(os.environ, DISPLAY=server.name, HOME=str(home), XDG_RUNTIME_DIR=str(home),
                       QT_QPA_PLATFORM="xcb")
    for name in ("WAYLAND_DISPLAY", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        environment.pop(name, None)  # it shall have no settings but those in `home`
    begin = time.monotonic()
    process = None
    visible = shown = None
    try:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        while shown is None and time.monotonic() - begin < limit and process.poll() is None:
            windows = viewable(server.root)
            now = time.monotonic() - begin
            if windows and visible is None:
                visible = now
            for _, size in windows:
                pixels = middle(server.root, size)
                if pixels is not None and shows_mask(pixels, colours):
                    shown = now
            time.sleep(0.002)
        if shown is None:
            what = "no window" if visible is None else "a window, but not the mask"
            raise RuntimeError(f"{what} within {limit:g} s" if process.poll() is None else
                               f"{what}, then it ended with status {process.returncode}")
        time.sleep(2)
        if process.poll() is not None:
            raise RuntimeError(f"it ended with status {process.returncode} after its mask was shown")
        return visible * 1e3, shown * 1e3, resident_mb(process)
    finally:
        if process is not None:
            process.kill()
            process.wait()
        server.close()


def measure(command, home, colours, options):
    """The figures of a program's row, or an error as text in their place."""
    try:
        home.mkdir(mode=0o700)
        start(command, home, colours, options.limit)  # the first one writes its settings
        runs = [start(command, home, colours, options.limit) for _ in range(options.starts)]
    except (RuntimeError, OSError, error.ConnectionClosedError, error.DisplayError) as problem:
        return {"error": str(problem)}
    visible, shown, rss = (statistics.median(column) for column in zip(*runs))
    return {"visible_ms": visible, "shown_ms": shown, "rss_mb": rss}


def main():
    parser = argparse.ArgumentParser(prog="./bench start", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    programs = ["frisket", "labelme", "gimp", "krita"]
    parser.add_argument("--json", metavar="FILE", help="write the rows to FILE as JSON Lines")
    parser.add_argument("--size", type=int, default=4096, help="side of the masks in pixels")
    parser.add_argument("--starts", type=int, default=7, help="starts of each program")
    parser.add_argument("--only", metavar="NAMES", type=lambda text: text.split(","),
                        default=programs, help=f"some of {','.join(programs)}")
    parser.add_argument("--limit", type=float, default=60, help="seconds until a start has failed")
    parser.add_argument("--frisket", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.only) - set(programs):
        parser.error(f"--only: no program '{min(unknown)}'; there are {', '.join(programs)}")
    if options.size < 256 or options.starts < 1:
        parser.error("--size must be at least 256, --starts at least 1")
    if not shutil.which("Xvfb"):
        sys.exit("error: Xvfb is not installed; ./bench start installs it.")
    rows = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        folder = pathlib.Path(folder)
        names = ["mask.png", "prediction.png", "condition.png"]
        for i, name in enumerate(names):
            write_mask(folder / name, options.size, i * options.size // 100)
        mask, prediction, condition = (str(folder / name) for name in names)
        commands = {"frisket": [options.frisket, "--destination", mask, "--source", prediction,
                                "--condition", condition],
                    "labelme": ["labelme", mask],
                    "gimp": ["gimp", "--no-splash", mask],
                    "krita": ["krita", "--nosplash", mask]}
        print(f"{'who':>8} {'starts':>6} {'visible_ms':>10} {'shown_ms':>9} {'rss_mb':>7}")
        for who in options.only:
            if who != "frisket" and not shutil.which(commands[who][0]):
                print(f"{who:>8} is not installed")
                continue
            colours = blended_colours() if who == "frisket" else own_colours()
            figures = measure(commands[who], folder / f"home-{who}", colours, options)
            rows.append({"bench": "start", "who": who, "size": options.size,
                         "starts": options.starts, **figures})
            print(f"{who:>8} error: {figures['error']}" if "error" in figures else
                  f"{who:>8} {options.starts:6} {figures['visible_ms']:10.0f} "
                  f"{figures['shown_ms']:9.0f} {figures['rss_mb']:7.0f}", flush=True)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    return int(any(row["who"] == "frisket" and "error" in row for row in rows))


if __name__ == "__main__":
    sys.exit(main())

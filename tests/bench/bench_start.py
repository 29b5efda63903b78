#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How long programs take until their window is visible with a mask, and what they hold then.

Starts each on an X server of its own (Xvfb), polls that server for a window that is mapped and
viewable, and for Frisket also until the mask is painted: the middle of the window shows a colour of
its palette's blend and no longer the plain ground. Resident memory is read two seconds later, when
nothing moves any more. Medians of several starts; the files are in the page cache.
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

from Xlib import X, display, error

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import png_file  # noqa: E402  (the tests' own PNG chunks)

SCREEN = (1920, 1200)
PALETTE = bytes(value for label in range(256)
                for value in (label * 67 % 256, label * 131 % 256, label * 29 % 256))


def write_mask(path, side, shift):
    """A palette PNG of discs with labels 1..20 on background 0, or `shift` pixels beside it."""
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
                row[first:last] = bytes([1 + (column + y // cell) % 20]) * (last - first)
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


def colours(window, size):
    """Different colours along the middle row of a window."""
    try:
        image = window.get_image(0, size.height // 2, size.width, 1, X.ZPixmap, 0xffffffff)
    except error.XError:
        return 0
    return len({image.data[i:i + 3] for i in range(0, len(image.data), 4)})


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


def start(command, home, wants_picture, limit=60):
    server = Server()
    environment = dict(os.environ, DISPLAY=server.name, HOME=str(home), XDG_RUNTIME_DIR=str(home),
                       QT_QPA_PLATFORM="xcb")
    environment.pop("WAYLAND_DISPLAY", None)
    begin = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    visible = shown = None
    try:
        while time.monotonic() - begin < limit and process.poll() is None:
            windows = viewable(server.root)
            now = time.monotonic() - begin
            if windows and visible is None:
                visible = now
            if visible is not None and not wants_picture:
                break
            if windows and max(colours(*window) for window in windows) >= 12:
                shown = now
                break
            time.sleep(0.002)
        if visible is None or (wants_picture and shown is None):
            raise RuntimeError(f"{command[0]} showed nothing within {limit} s")
        time.sleep(2)
        return visible * 1e3, None if shown is None else shown * 1e3, resident_mb(process)
    finally:
        process.kill()
        process.wait()
        server.close()


def main():
    parser = argparse.ArgumentParser(prog="./bench start", description=__doc__)
    parser.add_argument("--json", metavar="FILE", help="write the rows to FILE as JSON Lines")
    parser.add_argument("--size", type=int, default=4096, help="side of the masks in pixels")
    parser.add_argument("--starts", type=int, default=7, help="starts of each program")
    parser.add_argument("--frisket", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not shutil.which("Xvfb"):
        sys.exit("error: Xvfb is not installed; ./bench start installs it.")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        names = ["mask.png", "prediction.png", "condition.png"]
        for i, name in enumerate(names):
            write_mask(folder / name, options.size, i * options.size // 100)
        mask, prediction, condition = (str(folder / name) for name in names)
        programs = {"frisket": [options.frisket, "--destination", mask, "--source", prediction,
                                "--condition", condition],
                    "labelme": ["labelme", mask],
                    "gimp": ["gimp", "--no-splash", mask],
                    "krita": ["krita", "--nosplash", mask]}
        print(f"{'who':>8} {'starts':>6} {'visible_ms':>10} {'shown_ms':>9} {'rss_mb':>7}")
        for who, command in programs.items():
            if not shutil.which(command[0]):
                print(f"{who:>8} is not installed")
                continue
            home = folder / f"home-{who}"
            home.mkdir(mode=0o700)
            start(command, home, who == "frisket")  # the first one writes its settings
            runs = [start(command, home, who == "frisket") for _ in range(options.starts)]
            visible, shown, rss = (
                None if None in column else statistics.median(column) for column in zip(*runs))
            rows.append({"bench": "start", "who": who, "size": options.size,
                         "starts": options.starts, "visible_ms": visible, "shown_ms": shown,
                         "rss_mb": rss})
            text = "-" if shown is None else f"{shown:.0f}"
            print(f"{who:>8} {options.starts:6} {visible:10.0f} {text:>9} {rss:7.0f}", flush=True)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)


if __name__ == "__main__":
    main()

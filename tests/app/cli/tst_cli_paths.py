#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Paths that are no files, and files whose names are odd: in every place that takes a path."""
import json
import os
import socket
import stat
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np

# Of the processor, and by the clock: a machine may be loaded, but nobody waits for a pipe.
MOST_CPU_SECONDS = 1
MOST_SECONDS = 20
ODD_NAMES = {
    "a new line": b"one\ntwo.npy",
    "no UTF-8": b"m\xff\xfesk.npy",
    "255 bytes": b"n" * 251 + b".npy",
    "255 bytes, two each": "é".encode() * 125 + b"-.npy",
    "255 bytes that are no UTF-8": b"\xa9" * 251 + b".npy",
    "a space at each end": b" mask.npy",
    "a backslash": b"a\\b.npy",
    "escape sequences": b"\x1b[31mred\x07.npy",
    "percent": b"%s%n.npy",
    "dots": b"...npy.npy",
}


class Paths(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.values = np.arange(12, dtype="u1").reshape(3, 4)
        self.good = self.save("good.npy", self.values)
        self.out = self.path("out.npy")

    def special_files(self):
        """By a name for each, paths that are no regular files."""
        os.mkfifo(self.path("pipe.npy"))
        os.mkdir(self.path("folder.npy"))
        os.symlink("loop-b.npy", self.path("loop-a.npy"))
        os.symlink("loop-a.npy", self.path("loop-b.npy"))
        os.symlink("pipe.npy", self.path("to-pipe.npy"))
        os.symlink("/dev/zero", self.path("to-zero.npy"))
        with socket.socket(socket.AF_UNIX) as server:
            here = os.open(self.folder, os.O_RDONLY)
            try:  # the path of a socket is short
                server.bind(f"/proc/self/fd/{here}/socket.npy")
            finally:
                os.close(here)
        names = ["pipe.npy", "folder.npy", "loop-a.npy", "to-pipe.npy", "to-zero.npy",
                 "socket.npy", "good.npy/x.npy", "x" * 256 + ".npy", "missing.npy"]
        paths = [self.path(name) for name in names]
        # A descriptor of this process's group may be anything; files of the kernel have no size.
        return paths + ["/dev/zero", "/dev/null", "/dev/full", "/dev/tty", "/proc/self/mem",
                        "/proc/kmsg", "/", "/proc/self/fd", ""]

    def places(self, path):
        """Command lines with the path where a file is read."""
        rest = ["-o", self.out]
        yield ["info", path]
        yield ["info", "--json", path]
        for at in range(3):
            operands = [self.good] * 3
            operands[at] = path
            for command in ("assign", "plan", "code"):
                yield self.command(command, *operands) + (rest if command == "assign" else [])
        by_rule = self.command("assign", self.good, self.good, self.good)[:3] + [
            "--source", self.good, *rest]
        yield by_rule + ["--rule", "a == 1", "--array", "a=" + path]
        yield by_rule + ["--rule", "backdrop == 1", "--backdrop", path]
        yield ["replay", path, *rest]
        yield ["replay", self.recipe(path), *rest]

    def recipe(self, path):
        operand = {"file": self.good}
        recipe = {"format": "frisket-recipe", "version": 1, "destination": operand,
                  "source": {"file": path}, "condition": operand, "mode": "where",
                  "casting": "exact"}
        # Beside the folder, which is to stay as it is.
        target = str(self.folder) + ".frisket-recipe.json"
        with open(target, "w", encoding="utf-8", errors="surrogateescape") as file:
            json.dump(recipe, file, ensure_ascii=False)
        self.addCleanup(lambda: os.path.exists(target) and os.unlink(target))
        return target

    def assert_quick(self, arguments, codes):
        before = sorted(os.listdir(self.folder))
        start = time.monotonic()
        done = self.run_cli(*arguments)
        self.assertLess(time.monotonic() - start, MOST_SECONDS)
        self.assertLess(done.cpu_seconds, MOST_CPU_SECONDS)
        self.assertIn(done.code, codes, done.error)
        self.assertEqual(done.out, "")
        self.assertTrue(done.error.startswith("frisket-cli: "), done.error)
        self.assertEqual(sorted(os.listdir(self.folder)), before)
        return done

    def test_what_is_no_file_is_not_read(self):
        for path in self.special_files():
            for arguments in self.places(path):
                with self.subTest(arguments=arguments):
                    self.assert_quick(arguments, (1, 2) if path == "" else (1,))

    def test_what_is_no_file_is_not_written(self):
        for path in self.special_files():
            if path.endswith("missing.npy"):
                continue
            kind = stat.S_IFMT(os.stat(path).st_mode) if os.path.exists(path) else None
            with self.subTest(path=path):
                self.assert_quick(self.command("assign", *[self.good] * 3) + ["-o", path],
                                  (1, 2) if path == "" else (1,))
                if kind is not None:
                    self.assertEqual(stat.S_IFMT(os.stat(path).st_mode), kind)

    def test_odd_names_are_names(self):
        for case, name in ODD_NAMES.items():
            path = os.path.join(os.fsencode(self.folder), name)
            with self.subTest(case=case):
                with open(self.good, "rb") as good, open(path, "wb") as file:
                    file.write(good.read())
                shown = os.fsdecode(path)
                self.save("c.npy", self.values % 2 == 0)
                self.save("s.npy", np.uint8(200))
                done = self.run_cli(*self.command("assign", shown, self.path("c.npy"),
                                                  self.path("s.npy")), "-o", shown)
                self.assertEqual((done.code, done.error), (0, ""))
                with open(path, "rb") as file:
                    self.assert_same(np.load(file), np.where(self.values % 2 == 0, 200, self.values)
                                     .astype("u1"))
                self.assertEqual(self.run_cli("info", shown).code, 0)
                json.loads(self.run_cli("info", "--json", shown).out)
                self.assertNotIn(b".frisket-tmp", b" ".join(os.listdir(os.fsencode(self.folder))))
                os.unlink(path)

    def test_odd_names_in_a_recipe(self):
        for case in ("a new line", "255 bytes", "escape sequences", "a backslash"):
            path = self.path(ODD_NAMES[case].decode())
            with self.subTest(case=case):
                np.save(path, self.values)
                done = self.run_cli("replay", self.recipe(path), "-o", self.out)
                self.assertEqual((done.code, done.error), (0, ""))
                self.assert_same(np.load(self.out), self.values)
                os.unlink(path)


if __name__ == "__main__":
    cli_case.main()

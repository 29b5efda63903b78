# SPDX-License-Identifier: MIT
"""Test cases that run frisket-cli as people do: SCRIPT FRISKET_CLI [options of unittest].

Importing it exits with 77 (skipped) where NumPy, the oracle of all of them, is missing.
"""
import os
import pathlib
import shutil
import sys
import tempfile
import unittest
from subprocess import DEVNULL, Popen

try:
    import numpy as np
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

import png_file

HANG_SECONDS = 60  # only a hang takes that long; what is slow is the benchmarks' concern
cli = None


class Done:
    """What a finished run left behind."""

    def __init__(self, code, out, error, usage):
        self.code, self.out, self.error = code, out, error
        self.cpu_seconds = usage.ru_utime + usage.ru_stime
        self.peak_bytes = usage.ru_maxrss * 1024


def view(array, text):
    """`array` seen through a view expression, always as a view that may be written."""
    index = eval("np.s_" + text, {"np": np, "None": None}) if text else ()
    index = index if isinstance(index, tuple) else (index,)
    return array[index if any(item is Ellipsis for item in index) else index + (Ellipsis,)]


def decoded(file):
    """What was printed; names of files may be no UTF-8."""
    return file.read().decode(errors="surrogateescape")


class CliCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="frisket-cli-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return str(self.folder / name)

    def save(self, name, values, dtype=None, order="C"):
        """An NPY file of that name; `dtype` may name a byte order."""
        np.save(self.path(name), np.asarray(values, dtype=dtype, order=order))
        return self.path(name)

    def save_png(self, name, values, **options):
        return self.save_bytes(name, png_file.encode(np.asarray(values), **options))

    def save_bytes(self, name, data):
        (self.folder / name).write_bytes(data)
        return self.path(name)

    def files(self):
        """All there is in the folder, with contents where they can be read."""
        return {entry.name: entry.read_bytes() if entry.is_file() else None
                for entry in self.folder.iterdir()}

    def run_cli(self, *arguments, **options):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
            with Popen([cli, *map(str, arguments)], stdin=DEVNULL, stdout=out, stderr=error,
                       **options) as process:
                usage = self.wait(process)
            out.seek(0)
            error.seek(0)
            return Done(process.returncode, decoded(out), decoded(error), usage)

    def wait(self, process):
        """As Popen.wait, but gives what the process used."""
        import signal
        previous = signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(HANG_SECONDS)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, previous)
        process.returncode = os.waitstatus_to_exitcode(status)
        return usage

    def command(self, command, d, c, s=None, views=(), **options):
        """The arguments of `assign` or `plan`: `views` for d, s and c; options such as mode."""
        arguments = [command, "--destination", d, "--condition", c]
        if s is not None:
            arguments += ["--source", s]
        for name, text in zip(("destination", "source", "condition"), views):
            if text:
                arguments += [f"--{name}-view", text]
        for name, value in options.items():
            arguments += [f"--{name}", value]
        return arguments

    def assign(self, d, c, s=None, out="out.npy", views=(), **options):
        """Runs `assign`, which must work; the values written. `out` is a name in the folder."""
        target = self.path(out)
        done = self.run_cli(*self.command("assign", d, c, s, views, **options), "-o", target)
        self.assertEqual((done.code, done.error), (0, ""))
        self.assertTrue(done.out.startswith(target + ": "), done.out)
        return np.load(target) if out.endswith(".npy") else png_file.Png(target).values

    def assert_same(self, found, expected):
        """The same bytes, shape and dtype: a NaN equals itself and -0.0 is not 0.0."""
        expected = np.asarray(expected)
        self.assertEqual((found.dtype, found.shape), (expected.dtype, expected.shape))
        if found.tobytes() != expected.tobytes():
            np.testing.assert_array_equal(found, expected)
            self.fail(f"other bytes: {found!r} is not {expected!r}")

    def assert_copied(self, d, c, s, views=("", "", ""), condition_bool=True, **options):
        """`assign` gives what np.copyto gives on the same files."""
        expected = np.array(np.load(d))
        expected = expected.astype(expected.dtype.newbyteorder("="), order="C")
        where = view(np.load(c), views[2])
        np.copyto(view(expected, views[0]), view(np.load(s), views[1]),
                  where=where if condition_bool else where != 0, casting="unsafe")
        self.assert_same(self.assign(d, c, s, views=views, **options), expected)

    def assert_fails(self, arguments, *words, code=1, **options):
        """Fails with a short message that has all `words`, prints nothing else and leaves the
        folder as it was."""
        before = self.files()
        done = self.run_cli(*arguments, **options)
        self.assertEqual(done.code, code, done.error)
        self.assertEqual(done.out, "")
        lines = done.error.splitlines()
        self.assertTrue(1 <= len(lines) <= 2, done.error)
        self.assertTrue(lines[0].startswith("frisket-cli: "), done.error)
        for word in words:
            self.assertIn(str(word), done.error)
        self.assertEqual(self.files(), before)
        return done


def main():
    global cli
    if len(sys.argv) < 2:
        sys.exit("usage: SCRIPT FRISKET_CLI [options of unittest]")
    cli = os.path.abspath(sys.argv.pop(1))
    unittest.main()

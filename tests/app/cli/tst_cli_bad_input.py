#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Files that are no masks, damaged or hostile: frisket-cli says so, briefly, and stays small."""
import gzip
import io
import os
import pickle
import struct
import zipfile
import zlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np
import png_file

MOST_BYTES = 200 << 20
MOST_SECONDS = 1  # of the processor: a loaded machine makes no test fail


def npy(header, data=b"", version=(1, 0), length=None):
    """An NPY file whose header is any text."""
    text = header.encode() if isinstance(header, str) else header
    size = struct.pack("<H" if version == (1, 0) else "<I", len(text) if length is None else length)
    return b"\x93NUMPY" + bytes(version) + size + text + data


def described(descr="|u1", shape="(2, 3)", order="False"):
    return f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}, }}\n"


class BadInput(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.good = self.save("good.npy", np.ones((2, 3), "u1"))

    def assert_refused(self, path, *words, everywhere=False):
        """By `info`; by `assign` too, as each of the three operands, where asked for."""
        runs = [["info", path], ["info", "--json", path]]
        for at in range(3) if everywhere else []:
            operands = [self.good] * 3
            operands[at] = path
            runs.append(self.command("assign", *operands) + ["-o", self.good])
            runs.append(self.command("plan", *operands) + ["--json"])
        for arguments in runs:
            done = self.assert_fails(arguments, path, *words)
            self.assertLess(done.peak_bytes, MOST_BYTES)
            self.assertLess(done.cpu_seconds, MOST_SECONDS)

    def test_what_is_no_file(self):
        os.mkdir(self.path("folder.npy"))
        os.mkfifo(self.path("pipe.npy"))
        os.symlink("nothing", self.path("link.npy"))
        os.symlink("loop.npy", self.path("loop.npy"))
        rows = [("missing.npy", ["No such file", "Check the path."]), ("none/a.npy", ["No such"]),
                ("folder.npy", ["a folder"]), ("pipe.npy", ["a named pipe"]),
                ("link.npy", ["No such file"]), ("loop.npy", ["symbolic links"]),
                ("good.npy/a.npy", ["Not a directory"]), ("x" * 300, ["too long"])]
        for name, words in rows:
            with self.subTest(name=name):
                self.assert_refused(self.path(name), *words, everywhere=True)
        for path in ("/dev/zero", "/dev/stdin"):
            self.assert_refused(path)

    def test_other_formats(self):
        archive, torch = io.BytesIO(), io.BytesIO()
        np.savez(archive, a=np.ones(3))
        with zipfile.ZipFile(torch, "w") as file:
            file.writestr("archive/data.pkl", b"\x80\x02}q\0.")
        rows = {
            "empty.png": (b"", "empty"),
            "text.npy": (b"0 0 1\n1 1 0\n", "does not know"),
            "zeros.png": (bytes(4096), "does not know"),
            "photo.png": (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01" + bytes(50), "JPEG"),
            "picture.gif": (b"GIF89a" + bytes(20), "GIF"),
            "mask.npy": (pickle.dumps(np.ones(3)), "pickle"),
            "old pickle.npy": (pickle.dumps([1], 2), "pickle"),
            "model.pt": (torch.getvalue(), "PyTorch"),
            "arrays.npz": (archive.getvalue(), "NPZ"),
            "scan.nii.gz": (gzip.compress(bytes(400)), "gzip"),
            "stack.tif": (b"II*\0" + bytes(40), "TIFF"),
        }
        for name, (data, word) in rows.items():
            with self.subTest(name=name):
                self.assert_refused(self.save_bytes(name, data), word, everywhere=True)

    def test_photos_are_no_masks(self):
        header = png_file.header(8, 8, 8, png_file.RGB)
        noise = np.random.default_rng(1).integers(0, 256, (8, 25), "u1")
        noise[:, 0] = 0  # no filter
        data = png_file.chunk(b"IDAT", zlib.compress(noise.tobytes()))
        path = self.save_bytes("rgb.png", header + data + png_file.chunk(b"IEND", b""))
        self.assert_refused(path, everywhere=True)

    def test_truncated_at_every_length(self):
        values = np.arange(40, dtype="u1").reshape(5, 8)
        self.save("a.npy", values)
        self.save("big.npy", values, ">i4")
        self.save_png("a.png", values, palette=bytes(120), transparency=b"\0")
        self.save_png("grey.png", values, depth=16)
        for name in ("a.npy", "big.npy", "a.png", "grey.png"):
            data = (self.folder / name).read_bytes()
            path = self.path("cut-" + name)
            for length in range(len(data)):
                with self.subTest(name=name, length=length):
                    self.save_bytes("cut-" + name, data[:length])
                    done = self.run_cli("info", path)
                    self.assertEqual((done.code, done.out), (1, ""))
                    self.assertIn(path, done.error)
                    self.assertLessEqual(len(done.error.splitlines()), 2)
            self.assert_refused(path, everywhere=True)

    def test_every_byte_of_a_png_counts(self):
        values = np.arange(40, dtype="u1").reshape(5, 8)
        path = self.save_png("a.png", values, palette=bytes(120))
        data = (self.folder / "a.png").read_bytes()
        for place in range(len(data) - 12):  # the last chunk says nothing
            with self.subTest(place=place):
                self.save_bytes("a.png", data[:place] + bytes([data[place] ^ 1]) + data[place + 1:])
                done = self.run_cli("info", path)
                self.assertEqual((done.code, done.out), (1, ""))
                self.assertIn(path, done.error)

    def test_headers_that_claim_too_much(self):
        rows = {"10^18": npy(described(shape=f"({10 ** 18},)"), b"\1"),
                "10^9 x 10^9": npy(described(shape=f"({10 ** 9}, {10 ** 9})"), b"\1"),
                "beyond 64 bits": npy(described(shape=f"({10 ** 19},)")),
                "a product beyond 64 bits": npy(described("<f8", f"({2 ** 31}, {2 ** 31}, 4)")),
                "nothing of it": npy(described(shape=f"({10 ** 18}, 0, {10 ** 18})")),
                "within the budget, not in the file": npy(described(shape="(60000, 60000)"), b"\1"),
                "a long header": npy("", b"{", (2, 0), 0xFFFFFFFF),
                "PNG": png_file.header(0x7FFFFFFF, 0x7FFFFFFF),
                "PNG within the budget": png_file.header(60000, 60000) + png_file.chunk(
                    b"IDAT", zlib.compress(bytes(100))) + png_file.chunk(b"IEND", b"")}
        for name, data in rows.items():
            with self.subTest(name=name):
                self.assert_refused(self.save_bytes("huge", data), everywhere=True)

    def test_a_bomb_of_zeros(self):
        """More rows than the header says: not inflated."""
        packed = zlib.compressobj(9)
        idat = b"".join(packed.compress(bytes(1 << 20)) for _ in range(400)) + packed.flush()
        path = self.save_bytes("bomb.png", png_file.header(2, 2) + png_file.chunk(b"IDAT", idat) +
                               png_file.chunk(b"IEND", b""))
        done = self.run_cli("info", path)
        self.assertIn(done.code, (0, 1))
        self.assertLess(done.peak_bytes, MOST_BYTES)
        self.assertLess(done.cpu_seconds, MOST_SECONDS)

    def test_bad_headers(self):
        rows = ["", "{", "{}", "\0" * 50, "[1]", described()[:-3], described("|O"),
                described("<U4"), described("<c8"), described("<f16"), described("u1;"), described(shape="(-1,)"),
                described(shape="(2, 'a')"), described(shape="2"), described(order="1"),
                described() + "import os", described(shape="(" + "1, " * 70 + ")"),
                "(" * 5000, described().replace("'descr'", "'dtype'"),
                "{'descr': [('a', '|u1')], 'fortran_order': False, 'shape': (2,), }"]
        for header in rows:
            with self.subTest(header=header[:80]):
                self.assert_refused(self.save_bytes("bad.npy", npy(header, bytes(64))))
        for version in ((0, 0), (4, 0), (255, 255)):
            with self.subTest(version=version):
                data = npy(described(), b"123456", version)
                self.assert_refused(self.save_bytes("bad.npy", data))

    def test_objects_are_named(self):
        np.save(self.path("o.npy"), np.array([{}, 1], object), allow_pickle=True)
        self.assert_refused(self.path("o.npy"), "object", everywhere=True)

    def test_the_budget(self):
        path = self.save("a.npy", np.zeros(2049, "u1"))
        for budget in ("2KiB", "2kb", "2048", "2048B"):
            with self.subTest(budget=budget):
                self.assert_fails(["info", path, "--memory-budget", budget], path, "2049", "2048",
                                  "--memory-budget")
        self.assertEqual(self.run_cli("info", path, "--memory-budget", "2049").code, 0)
        for at in range(3):
            operands = [self.good] * 3
            operands[at] = path
            arguments = self.command("assign", *operands, **{"memory-budget": "2KiB"})
            self.assert_fails(arguments + ["-o", self.path("out.npy")], path, "--memory-budget")


if __name__ == "__main__":
    cli_case.main()

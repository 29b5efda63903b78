#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which libraries the programs bring: tst_links.py FRISKET_CLI FRISKET

OpenCV is for the editor's smart tools alone, and of it two modules: others take a tenth of a second
of every start.
"""
import re
import shutil
import subprocess
import sys
import unittest

CLI, EDITOR = sys.argv[1:3]
SKIPPED = 77


def modules(program):
    """Names of the modules of OpenCV that `program` is linked with, such as "core"."""
    listed = subprocess.run(["ldd", program], check=True, capture_output=True, text=True).stdout
    return set(re.findall(r"libopencv_(\w+)\.so", listed))


class Links(unittest.TestCase):
    def test_cli_has_no_opencv(self):
        self.assertEqual(modules(CLI), set())

    def test_editor_has_two_modules(self):
        self.assertEqual(modules(EDITOR), {"core", "imgproc"})


if __name__ == "__main__":
    if shutil.which("ldd") is None:
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])

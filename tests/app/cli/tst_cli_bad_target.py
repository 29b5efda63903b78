#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Targets that can't be written, full disks: what was there stays, byte for byte."""
import os
import resource
import shutil
import subprocess
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np

NOBODY = 65534
# A disk of 64 KiB that ends with the shell: `mount` is seen in its own namespace alone. $1 is the
# folder, $2 a file to be put there first; the rest is what to run.
FULL_DISK = """
mount -t tmpfs -o size=64k tmpfs "$1" || exit 99
cp "$2" "$1/out.npy" || exit 99
folder=$1; old=$2; shift 2
"$@"
echo "exit $?"
cmp "$folder/out.npy" "$old" && echo same
ls -A "$folder"
"""


class BadTargets(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.d = self.save("d.npy", np.zeros((200, 300), "u1"))
        self.c = self.save("c.npy", np.True_)
        self.s = self.save("s.npy", np.uint8(7))

    def into(self, target):
        return self.command("assign", self.d, self.c, self.s) + ["-o", target]

    def assert_refused(self, target, *words, **options):
        done = self.assert_fails(self.into(target), *words, **options)
        self.assertLess(done.cpu_seconds, 1)

    def test_folders(self):
        os.mkdir(self.path("folder.npy"))
        os.mkfifo(self.path("pipe.npy"))
        os.symlink("folder.npy", self.path("link.npy"))
        os.symlink("loop.npy", self.path("loop.npy"))
        os.symlink("none/a.npy", self.path("link-to-no-folder.npy"))
        rows = [("folder.npy", "a folder"), ("pipe.npy", "a named pipe"),
                ("link.npy", "folder.npy is a folder"),
                ("loop.npy", "symbolic links"), ("none/a.npy", "Make the folder first"),
                ("link-to-no-folder.npy", "Make the folder first"),
                ("d.npy/a.npy", "Not a directory"), ("n" * 300 + ".npy", "too long")]
        for name, words in rows:
            with self.subTest(name=name):
                shown = self.path("" if name == "link.npy" else name)
                self.assert_refused(self.path(name), shown, words)

    def test_endings(self):
        for name in ("out", "out.jpg", "out.npz", "out.npy ", "a.npy/", ".", ".npy"):
            with self.subTest(name=name):
                self.assert_refused(f"{self.folder}/{name}", f"{self.folder}/{name}",
                                    "Use a name that ends in", ".npy", ".png")

    def test_read_only_file(self):
        for name, words in (("d.npy", "read-only"), ("other.npy", "read-only")):
            with self.subTest(name=name):
                self.save("other.npy", [1, 2])
                os.chmod(self.path(name), 0o444)
                self.assert_refused(self.path(name), self.path(name), words)
                self.assertEqual(os.stat(self.path(name)).st_mode & 0o777, 0o444)
                os.chmod(self.path(name), 0o644)

    def as_nobody(self):
        """Options that run as somebody whom modes stop; root is nobody of that kind."""
        if os.geteuid() != 0:
            return {}
        os.chmod(self.folder, 0o755)
        options = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        try:
            done = self.run_cli("--version", **options)
        except OSError as error:
            self.skipTest(f"can't run as nobody: {error}")
        if done.code != 0:
            self.skipTest("nobody can't run frisket-cli here")
        return options

    def test_read_only_folder(self):
        options = self.as_nobody()
        os.mkdir(self.path("folder"))
        target = self.save("folder/a.npy", [1, 2])
        os.chmod(target, 0o666)
        os.chmod(self.path("folder"), 0o555)
        self.addCleanup(os.chmod, self.path("folder"), 0o755)
        for name in ("a.npy", "new.npy"):
            self.assert_refused(self.path("folder/" + name), self.path("folder/" + name),
                                "Permission denied", **options)
            self.assert_refused(name, name, "Permission denied", cwd=self.path("folder"), **options)
        self.assertEqual(os.listdir(self.path("folder")), ["a.npy"])
        self.assert_same(np.load(target), np.array([1, 2]))

    def test_files_that_may_not_be_read(self):
        options = self.as_nobody()
        os.chmod(self.c, 0)
        done = self.run_cli(*self.into(self.path("out.npy")), **options)
        os.chmod(self.c, 0o644)
        self.assertEqual((done.code, done.out), (1, ""))
        self.assertIn(self.c + ": can't open: Permission denied", done.error)

    def test_file_size_limit(self):
        """The same path through the code as a full disk, on every machine."""
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        self.save("d.npy", np.random.default_rng(24).integers(0, 256, (200, 300)), "u1")
        self.save("c.npy", np.False_)
        for name in ("new.npy", "d.npy", "new.png"):
            with self.subTest(name=name):
                self.assert_refused(self.path(name), self.path(name), "File too large",
                                    preexec_fn=limit)

    def test_full_disk(self):
        unshare = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
        disk = self.path("disk")
        os.mkdir(disk)
        probe = [*unshare, "mount", "-t", "tmpfs", "tmpfs", disk]
        if not shutil.which("unshare") or subprocess.run(probe, capture_output=True).returncode:
            self.skipTest("no mounts here")
        old = self.save("old.npy", np.arange(20000, dtype="u1"))
        for name in ("out.npy", "new.npy"):
            with self.subTest(name=name):
                target = os.path.join(disk, name)
                done = subprocess.run([*unshare, "sh", "-c", FULL_DISK, "sh", disk, old,
                                       cli_case.cli, *self.into(target)],
                                      capture_output=True, text=True)
                self.assertEqual(done.stdout, "exit 1\nsame\nout.npy\n", done.stderr)
                self.assertIn(target + ": can't write: No space left on device", done.stderr)
                self.assertEqual(len(done.stderr.splitlines()), 2)

    def test_full_standard_output(self):
        """The mask is written; that nobody could be told so is a failure all the same."""
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        for arguments in (["info", self.d], ["plan", *self.into("")[1:-2]],
                          self.into(self.path("out.npy"))):
            with self.subTest(command=arguments[0]), open("/dev/full", "wb") as full:
                done = subprocess.run([cli_case.cli, *arguments], stdout=full,
                                      stderr=subprocess.PIPE, text=True)
                self.assertEqual(done.returncode, 1)
                self.assertIn("standard output: can't write: No space left", done.stderr)
        self.assert_same(np.load(self.path("out.npy")), np.full((200, 300), 7, "u1"))

    def test_refusals_write_nothing(self):
        rows = [("shape", np.zeros(7, "u1"), np.True_, []),
                ("cast", np.full(300, -1), np.True_, []),
                ("casting", np.zeros(300, "f8"), np.True_, ["--casting", "safe"]),
                ("condition", np.uint8(1), np.zeros((2, 2), "?"), []),
                ("score", np.uint8(1), np.float32(1), []),
                ("view", np.uint8(1), np.True_, ["--destination-view", "[200]"]),
                ("view", np.uint8(1), np.True_, ["--source-view", "[0"]),
                ("view", np.uint8(1), np.True_, ["--condition-view", "[:]"]),
                ("key", np.uint8(1), np.True_, ["--source-key", "a"])]
        for name, s, c, options in rows:
            with self.subTest(name=name, options=options):
                self.save("s.npy", s)
                self.save("c.npy", c)
                for target in (self.d, self.path("new.npy")):
                    self.assert_fails(self.into(target) + options)

    def test_views_that_do_not_exist_name_the_file(self):
        for name, path in (("destination", self.d), ("source", self.s), ("condition", self.c)):
            for view, words in (("[999]", "'[999]'"), ("[0", "column"), ("[[0]]", "column 2"),
                                (".transpose(0, 0)", ".transpose"), ("[0].t", "column 4")):
                with self.subTest(name=name, view=view):
                    self.assert_fails(self.into(self.path("new.npy")) + [f"--{name}-view", view],
                                      path + ": View", words)


class Usage(cli_case.CliCase):
    def test_wrong_usage(self):
        self.save("d.npy", np.zeros(3, "u1"))
        three = ["--destination", "d.npy", "--source", "d.npy", "--condition", "d.npy"]
        two = three[:2] + three[4:]
        out = ["-o", "out.npy"]
        rows = [
            ([], "A subcommand is required"), (["frob"], "no command 'frob'"),
            (["Assign", *three, *out], "no command 'Assign'"), (["info"], "FILE"),
            (["info", "d.npy", "e.npy"], "e.npy"), (["info", "d.npy", "--jason"], "--jason"),
            (["assign", *three], "--output"), (["assign", *out, *three[2:]], "--destination"),
            (["assign", *out, *three[:4]], "--condition"), (["assign", *out, *two], "--source"),
            (["assign", *out, *three, "--frob", "1"], "--frob"),
            (["assign", *out, *three, "--mode", "blend"], "blend"),
            (["assign", *out, *three, "--casting", "no"], "--casting"),
            (["assign", *out, *three, "--value", "1"], "only the mode 'fill'"),
            (["assign", *out, *two, "--mode", "fill"], "needs a value"),
            (["assign", *out, *three, "--mode", "fill", "--value", "1"], "not both"),
            (["assign", *out, *two, "--mode", "fill", "--value", "1", "--source-view", "[0]"],
             "--source-view"),
            (["assign", *out, *two, "--mode", "fill", "--value", "1", "--source-key", "k"],
             "--source-key"),
            (["assign", *out, *three, "--source-view"], "--source-view"),
            (["plan", *three, *out], "-o"), (["plan", *two], "--source"),
            (["info", "d.npy", "plan"], "plan"),
            *((["info", "d.npy", "--memory-budget", budget], "--memory-budget")
              for budget in ("0", "-1", "much", "1e30", "99999999999999GiB", "", "1.5.2")),
        ]
        for arguments, word in rows:
            with self.subTest(arguments=arguments):
                self.assert_fails(arguments, word, code=2, cwd=self.folder)

    def test_help_and_version(self):
        for arguments in (["--help"], ["assign", "--help"], ["plan", "-h"], ["info", "--help"],
                          ["--version"]):
            with self.subTest(arguments=arguments):
                done = self.run_cli(*arguments)
                self.assertEqual((done.code, done.error), (0, ""))
                self.assertTrue(done.out.endswith("\n"))
                self.assertLessEqual(max(map(len, done.out.splitlines())), 200)

    def test_help_names_all_options(self):
        text = self.run_cli("assign", "--help").out
        for name in ("destination", "source", "condition"):
            for tail in ("", "-view", "-key"):
                self.assertIn(f"--{name}{tail}", text)
        for option in ("--mode", "--value", "--casting", "--memory-budget", "--output"):
            self.assertIn(option, text)


if __name__ == "__main__":
    cli_case.main()

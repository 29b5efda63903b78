# SPDX-License-Identifier: MIT
"""What saves files: one row each, made from the programs that the command line names."""
import os
import pathlib
import shutil
import struct
import subprocess

CONTENTS = ("old", "new", "other")
LEFTOVER = ".gone.npy.0123456789abcdef.frisket-tmp"
HANG_SECONDS = 60


def npy(values, shape):
    """An NPY file of uint8."""
    text = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}"
    text += " " * (63 - (10 + len(text)) % 64) + "\n"
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text.encode() + bytes(values)


def noise(seed, count):
    """Bytes below 128 that no codec makes much smaller, the same for each run."""
    state, out = seed, bytearray()
    while len(out) < count:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        out += bytes(byte & 127 for byte in (state >> 16).to_bytes(6, "little"))
    return bytes(out[:count])


class Saver:
    """A program that puts one of three contents at `target` in a folder."""
    name = ""
    target = "target"
    leftover = False  # whether a killed writer was there before
    exists = True     # whether there is an old file
    survives = set()  # classes of faults in which a naive saver does well

    def __init__(self, programs, inputs, side):
        """`side`: of the masks; texts have as many bytes."""
        self.programs, self.inputs, self.side = programs, pathlib.Path(inputs), side
        self.contents = {}

    def input(self, content):
        return str(self.inputs / f"{self.name}-{content}")

    def write_inputs(self):
        """Makes the files that `command` reads."""

    def command(self, folder, content, target=None):
        """What saves `content`, in words."""
        raise NotImplementedError

    def real(self, folder, target=None):
        """Where the bytes are in the end."""
        return os.path.join(folder, target or self.target)

    def learn(self, scratch):
        """Saves each content on a good day, to know its bytes."""
        self.write_inputs()
        for content in CONTENTS:
            folder = os.path.join(scratch, content)
            os.mkdir(folder)
            self.lay(folder, None)
            if content != "old" or self.contents:
                self.put(folder, self.contents["old"])
            done = run(self.command(folder, content))
            if done.returncode != 0:
                raise RuntimeError(f"{self.name} can't save at all: {done.stderr}")
            self.contents[content] = read(self.real(folder))
        if len(set(self.contents.values())) != len(CONTENTS):
            raise RuntimeError(f"{self.name}: contents that can't be told apart")
        if not self.exists:
            self.contents["old"] = None

    def put(self, folder, data, target=None):
        with open(self.real(folder, target), "wb") as file:
            file.write(data)

    def lay(self, folder, data):
        """What is in the folder before it is saved into."""
        if self.leftover:
            with open(os.path.join(folder, LEFTOVER), "wb") as file:
                file.write(b"half of it")
        if data is not None:
            self.put(folder, data)

    def strays(self, folder):
        """Files that do not belong there."""
        known = {os.path.realpath(self.real(folder, name)) for name in (None, *self.neighbours())}
        return sorted(path for path in self.files(folder)
                      if os.path.realpath(path) not in known and not os.path.islink(path))

    def neighbours(self):
        return ["neighbour" + pathlib.Path(self.target).suffix]

    @staticmethod
    def files(folder):
        return [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]

    def is_as_laid(self, folder):
        """Whether links are what they were."""
        return True


class CliSaver(Saver):
    """frisket-cli assign into a format; the ending of the name gives it."""

    def __init__(self, *common, ending, name=None, **attributes):
        super().__init__(*common)
        self.ending = ending
        self.name = name or ending
        self.target = "target." + ending
        vars(self).update(attributes)

    def write_inputs(self):
        shape = (self.side, self.side)
        for seed, content in enumerate(CONTENTS):
            values = noise(seed + 1, self.side * self.side)
            pathlib.Path(self.input(content)).write_bytes(npy(values, shape))
        pathlib.Path(self.input("zeros")).write_bytes(npy(bytes(self.side * self.side), shape))
        pathlib.Path(self.input("all")).write_bytes(npy(b"\1", ()))

    def command(self, folder, content, target=None):
        return [self.programs["frisket-cli"], "assign",
                "--destination", self.destination(folder, target),
                "--source", self.input(content), "--condition", self.input("all"),
                "--output", os.path.join(folder, target or self.target)]

    def destination(self, folder, target):
        return self.input("zeros")


class InPlace(CliSaver):
    """The destination itself is replaced, so the file is read and compared with what was read."""

    def destination(self, folder, target):
        return os.path.join(folder, target or self.target)

    def lay(self, folder, data):
        super().lay(folder, data)
        self.put(folder, self.contents["old"], self.neighbours()[0])

    def learn(self, scratch):
        self.write_inputs()
        self.contents["old"] = pathlib.Path(self.input("old")).read_bytes()
        super().learn(scratch)


class OntoLink(CliSaver):
    """The path is a link to a file in another folder."""

    def real(self, folder, target=None):
        return os.path.join(folder, "real", target or self.target)

    def lay(self, folder, data):
        os.mkdir(os.path.join(folder, "real"))
        for name in (self.target, *self.neighbours()):
            os.symlink(os.path.join("real", name), os.path.join(folder, name))
        super().lay(folder, data)

    def is_as_laid(self, folder):
        path = os.path.join(folder, self.target)
        return os.path.islink(path) and os.readlink(path) == os.path.join("real", self.target)


class TextSaver(Saver):
    """Recipes, programs, pictures of the window: all that goes through io::writeText."""
    name = "text"
    target = "target.frisket-recipe.json"
    program = ["text_saver"]
    growth = 1  # by how much the file is larger than what is handed in

    def write_inputs(self):
        for seed, content in enumerate(CONTENTS):
            # The new one is larger, so that its room is not that which the old one had.
            size = self.side * self.side * (4 + seed) // (4 * self.growth)
            pathlib.Path(self.input(content)).write_bytes(noise(seed + 1, size))

    def command(self, folder, content, target=None):
        program, *options = self.program
        return [self.programs[program], *options, os.path.join(folder, target or self.target),
                self.input(content)]


class SettingsSaver(TextSaver):
    """The settings store of the window."""
    name = "settings"
    target = "settings.json"
    program = ["settings_saver"]
    growth = 3  # noise in JSON

    def neighbours(self):
        return ["neighbour.json"]


class NaiveStream(TextSaver):
    """An ofstream onto the old file, which at least writes on after an interruption."""
    name = "naive_stream"
    program = ["naive_saver", "stream"]
    survives = {"interruptions", "short writes"}


class NaiveTruncate(TextSaver):
    """Writes into the old file and looks at no result."""
    name = "naive_truncate"
    program = ["naive_saver", "truncate"]


class NaiveRename(TextSaver):
    """Knows of temporary files and renaming, and looks at no result either."""
    name = "naive_rename"
    program = ["naive_saver", "rename"]


# A format that frisket-cli writes is a row here.
FORMATS = ["npy", "png"]


def rows(*common):
    """All savers by name; `common` is what each is made with."""
    savers = [CliSaver(*common, ending=ending) for ending in FORMATS]
    savers += [
        InPlace(*common, ending="npy", name="in_place"),
        OntoLink(*common, ending="npy", name="onto_link"),
        CliSaver(*common, ending="npy", name="new_file", exists=False),
        CliSaver(*common, ending="npy", name="after_a_kill", leftover=True),
        TextSaver(*common),
        SettingsSaver(*common),
        NaiveStream(*common),
        NaiveTruncate(*common),
        NaiveRename(*common),
    ]
    return {saver.name: saver for saver in savers}


def run(command, **options):
    """Runs to the end; a hang is a failure."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, timeout=HANG_SECONDS, **options)


def read(path):
    """The bytes, or nothing where there is no file."""
    try:
        return pathlib.Path(path).read_bytes()
    except FileNotFoundError:
        return None


def remove(folder):
    shutil.rmtree(folder)

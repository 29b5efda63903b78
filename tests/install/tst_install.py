#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The installed library as a stranger meets it: headers, package, example and documentation."""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DOCUMENT = ROOT / "docs" / "core.md"
WARNINGS = "-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

options = argparse.Namespace()
folder = None


def setUpModule():
    global folder
    folder = tempfile.TemporaryDirectory(prefix="frisket-install-")
    run(options.cmake, "--install", options.build, "--config", options.config,
        "--prefix", prefix(), "--component", "Core")


def tearDownModule():
    folder.cleanup()


def prefix():
    return pathlib.Path(folder.name) / "prefix"


def run(*command):
    """Standard output of a command that must succeed; all that it said if it does not."""
    environment = {key: value for key, value in os.environ.items()
                   if key not in ("DESTDIR", "CXXFLAGS", "CMAKE_PREFIX_PATH")}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          env=environment, timeout=280)
    if done.returncode != 0:
        raise AssertionError("%s returned %d\n%s%s" % (
            " ".join(map(str, command)), done.returncode, done.stdout, done.stderr))
    return done.stdout


def configure(source, build, *more):
    flags = WARNINGS
    if options.sanitize:
        flags += " -fsanitize=" + options.sanitize
    run(options.cmake, "-G", options.generator, "-S", source, "-B", build,
        "-DCMAKE_BUILD_TYPE=" + options.config, "-DCMAKE_CXX_COMPILER=" + options.compiler,
        "-DCMAKE_CXX_FLAGS=" + flags, *more)


def build_against_prefix(source, name, *more):
    """Folder with the programs of `source`, to which installed headers are not the system's."""
    build = pathlib.Path(folder.name) / name
    configure(source, build, "-DCMAKE_PREFIX_PATH=%s" % prefix(),
              "-DCMAKE_NO_SYSTEM_FROM_IMPORTED=ON", *more)
    cache = (build / "CMakeCache.txt").read_text()
    assert "Frisket_DIR:PATH=%s/" % prefix() in cache, "another Frisket was found"
    run(options.cmake, "--build", build, "--config", options.config, "--parallel", "2")
    multiple = build / options.config
    return multiple if multiple.is_dir() else build


class Blocks:
    """The code of the document, and the output that it promises."""

    def __init__(self):
        self.programs, self.fragments, self.cmake, self.shell = [], [], [], []
        text = DOCUMENT.read_text()
        blocks = list(BLOCK.finditer(text))
        for block, after in zip(blocks, blocks[1:] + [None]):
            kind, code = block.groups()
            follows = after and after[1] == "text" and not text[block.end():after.start()].strip()
            if kind == "cpp":
                both = (code, after[2] if follows else "")
                (self.programs if "int main(" in code else self.fragments).append(both)
            elif kind in ("cmake", "sh"):
                (self.cmake if kind == "cmake" else self.shell).append(code)
            elif kind != "text":
                raise AssertionError("core.md has a block of %s, which no test looks at" % kind)


def write_sources(generated, blocks):
    generated.mkdir()
    include = prefix() / "include"
    headers = sorted(include.rglob("*.h"))
    (generated / "headers.cpp").write_text("".join(
        "#include <%s>\n" % path.relative_to(include) for path in headers))
    for number, (code, _) in enumerate(blocks.programs):
        (generated / ("program_%d.cpp" % number)).write_text(code)
    functions, calls = "", ""
    for number, (code, _) in enumerate(blocks.fragments):
        functions += ("void fragment%d() {\n[[maybe_unused]] auto [destination, source, condition] "
                      "= Arrays{};\n%s}\n\n" % (number, code))
        calls += "    fragment%d();\n    std::cout << \"=\\n\";\n" % number
    (generated / "fragments.cpp").write_text(
        '#include "prelude.h"\n\nnamespace {\n%s}  // namespace\n\nvoid runFragments();\n'
        "void runFragments() {\n%s}\n" % (functions, calls))


class Install(unittest.TestCase):
    maxDiff = None

    def test_files(self):
        files = {str(path.relative_to(prefix())) for path in prefix().rglob("*") if path.is_file()}
        self.assertIn("include/frisket/frisket.h", files)
        self.assertIn("include/frisket/view.h", files)
        self.assertTrue(any(path.endswith("/FrisketConfig.cmake") for path in files), files)
        self.assertTrue(any(path.endswith("/frisket.pc") for path in files), files)
        self.assertTrue(any(path.endswith("/LICENSE") for path in files), files)
        for path in files:
            self.assertRegex(path, r"^(include/frisket/|lib[^/]*/|share/doc/)")
            if path.endswith(".h"):
                text = (prefix() / path).read_text()
                self.assertNotRegex(text, r'#include "', path)
                self.assertNotRegex(text, r"#include <(Eigen|nlohmann|png|Q)", path)

    def test_example(self):
        build = build_against_prefix(HERE / "example", "example")
        output = run(build / "example")
        self.assertIn("one axis: 10 0 30 0 50 (3 selected)\n", output)
        self.assertTrue(output.endswith("All as expected.\n"), output)

    def test_document(self):
        blocks = Blocks()
        generated = pathlib.Path(folder.name) / "generated"
        write_sources(generated, blocks)
        build = build_against_prefix(HERE / "checks", "checks", "-Dgenerated=%s" % generated)
        self.assertGreater(len(blocks.programs), 0)
        for number, (code, expected) in enumerate(blocks.programs):
            self.assertEqual(run(build / ("program_%d" % number)), expected, code)
        self.assertGreater(len(blocks.fragments), 0)
        outputs = run(build / "run_fragments").split("=\n")
        self.assertEqual(len(outputs), len(blocks.fragments) + 1)
        for (code, expected), output in zip(blocks.fragments, outputs):
            self.assertEqual(output, expected, code)

    def test_document_names_what_is_there(self):
        blocks = Blocks()
        example = (HERE / "example" / "CMakeLists.txt").read_text()
        for line in "".join(blocks.cmake).splitlines():
            self.assertIn(line.replace("app", "example"), example)
        top = (ROOT / "CMakeLists.txt").read_text()
        for option in re.findall(r"-D(FRISKET_\w+)", "".join(blocks.shell)):
            self.assertIn("option(%s " % option, top)

    def test_core_needs_neither_qt_nor_cli11(self):
        build = pathlib.Path(folder.name) / "core"
        missing = ["-DCMAKE_DISABLE_FIND_PACKAGE_%s=ON" % name
                   for name in ("Qt6", "CLI11", "OpenCV")]
        configure(ROOT, build, "-DFRISKET_EDITOR=OFF", *missing)
        targets = run(options.cmake, "--build", build, "--target", "help")
        self.assertIn("frisket_core", targets)
        self.assertNotIn("frisket-cli", targets)
        with self.assertRaisesRegex(AssertionError, "Qt6"):
            configure(ROOT, build, "-DFRISKET_EDITOR=ON", *missing)


def main():
    parser = argparse.ArgumentParser()
    for name in ("cmake", "build", "config", "generator", "compiler", "sanitize"):
        parser.add_argument("--" + name, required=name != "sanitize", default="")
    _, rest = parser.parse_known_args(namespace=options)
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: MIT
"""A disk that is full at 200 levels, and files that may not grow."""
import os
import resource
import subprocess
import sys

import savers

LEVELS = 200
PAGE = 4096
INSIDE = "FAULTS_IN_NAMESPACE"


def enter_namespace():
    """Starts this program again where it may mount; returns why it can't, or nothing inside."""
    if os.environ.get(INSIDE):
        return None
    why = "no way tried"
    for options in (["--mount"], ["--map-root-user", "--mount"]):
        probe = ["unshare", *options, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        try:
            tried = savers.run(probe)
        except FileNotFoundError as error:
            return str(error)
        if tried.returncode == 0:
            os.execvpe("unshare", ["unshare", *options, sys.executable, "-B", *sys.argv],
                       {**os.environ, INSIDE: "1"})
        why = tried.stderr.strip()
    return why


def mount(disk, pages, files=0):
    limit = f",nr_inodes={files}" if files else ""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={pages * PAGE},mode=755{limit}", "tmpfs",
                    disk], check=True)


def leave(disk, pages):
    """Fills the disk until only so many pages are free."""
    with open(os.path.join(disk, "filler"), "wb") as file:
        free = os.statvfs(disk).f_bfree
        if free > pages:
            os.posix_fallocate(file.fileno(), 0, (free - pages) * PAGE)
    found = os.statvfs(disk).f_bfree
    if found != pages:
        raise RuntimeError(f"{found} pages are free, {pages} were asked for")


def full_disk(bench, calls):
    """From no free page to more than are needed, and a disk that has no room for a name."""
    saver = bench.saver
    disk = bench.folder()
    savers.remove(disk)
    os.mkdir(disk)
    saved = {}
    for pages in range(LEVELS):
        mount(disk, 4 * LEVELS)
        try:
            saver.lay(disk, saver.contents["old"])
            leave(disk, pages)
            done = savers.run(saver.command(disk, "new"))
            os.unlink(os.path.join(disk, "filler"))
            bench.judge(f"full disk: {pages} free pages", disk, done)
            saved[pages] = bench.content(disk) == "new"
        finally:
            subprocess.run(["umount", disk], check=True)
    if len(set(saved.values())) != 2:
        raise RuntimeError(f"{saver.name}: the levels miss the edge")
    if any(saved[pages] and not saved[pages + 1] for pages in range(LEVELS - 1)):
        bench.complain("full disk", "fails with more room than it has saved with before")
    no_name(bench, disk)


def no_name(bench, disk):
    mount(disk, 4 * LEVELS, files=100)
    try:
        bench.saver.lay(disk, bench.saver.contents["old"])
        count = 0
        try:
            while True:
                os.close(os.open(os.path.join(disk, f"filler{count}"), os.O_CREAT | os.O_WRONLY))
                count += 1
        except OSError:
            pass
        done = savers.run(bench.saver.command(disk, "new"))
        for number in range(count):
            os.unlink(os.path.join(disk, f"filler{number}"))
        bench.judge("full disk: no room for a name", disk, done)
    finally:
        subprocess.run(["umount", disk], check=True)


def size_limit(bench, calls):
    """RLIMIT_FSIZE at 200 places: a write that is partly taken, then EFBIG. Works everywhere."""
    saver = bench.saver
    most = len(saver.contents["new"]) + 2 * LEVELS
    outcomes = set()
    for level in range(LEVELS):
        limit = most * level // (LEVELS - 1)
        folder = bench.folder()
        done = savers.run(saver.command(folder, "new"), preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (limit, limit)))
        bench.judge(f"size limit: {limit} bytes", folder, done)
        outcomes.add(done.returncode == 0)
        savers.remove(folder)
    if len(outcomes) != 2:
        raise RuntimeError(f"{saver.name}: the levels miss the edge")

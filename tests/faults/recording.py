# SPDX-License-Identifier: MIT
"""What system calls a saver makes, as strace sees them."""
import collections
import os
import re

import savers

WRITES = {"write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range",
          "ftruncate", "fallocate"}
SYNCS = {"fsync", "fdatasync", "sync_file_range"}
RENAMES = {"rename", "renameat", "renameat2", "link", "linkat"}
# Their failure is one of memory or threads, not of files.
NO_FILES = {"brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "futex", "clone3", "clone",
            "rseq", "exit_group", "exit", "execve", "rt_sigaction", "rt_sigprocmask",
            "set_robust_list", "sched_getaffinity", "sched_yield", "prctl", "gettid"}

LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")
OPENED = re.compile(r"= (\d+)<")
FIRST = re.compile(r"^(\d+)<")

# The `count`-th call of `name` by a thread. `on`: it concerns the target's folder; `role` says how:
# "write", "sync", "rename", "sync folder", "close" (of what was written, before the renaming).
Site = collections.namedtuple("Site", "name count on role text")


class Recording:
    """The calls of the saver's first thread, in order, and those of the others."""

    def __init__(self, folder, log):
        self.folder = os.path.realpath(folder)
        self.calls, self.others = [], set()
        self.written, self.writable = set(), set()
        self.renamed = False
        counts = collections.Counter()
        first = None
        with open(log, errors="replace") as lines:
            for line in lines:
                found = LINE.match(line)
                if not found:
                    continue
                thread, name, rest = found.groups()
                first = first or thread
                counts[thread, name] += 1
                if thread != first:
                    self.others.add((name, counts[thread, name]))
                    continue
                on = self.concerns(name, rest)
                role = self.role(name, rest) if on else ""
                self.calls.append(Site(name, counts[thread, name], on, role, rest.strip()))
        touched = [at for at, site in enumerate(self.calls) if site.on]
        if not touched:
            raise RuntimeError("the saver never touched the folder")
        # What comes before is the loading of the program and its inputs.
        self.phase = self.calls[touched[0]:]

    def concerns(self, name, rest):
        """Whether it is a call for the folder or a file in it. What is written may name them."""
        if name in WRITES:
            rest = rest.split(">", 1)[0]
        return self.folder in rest and name != "execve"

    def role(self, name, rest):
        found = FIRST.match(rest)
        file = found and found.group(1)
        if name in WRITES:
            self.written.add(file)
            return "write"
        if name in RENAMES:
            self.renamed = True
            return "rename"
        if name in SYNCS:
            return "sync" if file in self.written else "sync folder"
        if name.startswith("open"):
            opened = OPENED.search(rest)
            if opened and ("O_WRONLY" in rest or "O_RDWR" in rest):
                self.writable.add(opened.group(1))
                self.written.discard(opened.group(1))
        if name == "close":
            known = file in self.writable and not self.renamed
            self.writable.discard(file)
            self.written.discard(file)
            return "close" if known else ""
        return ""

    def kill_sites(self):
        """Every call from the first that touches the folder on. A saver that dies before has not
        opened it, as the recording shows."""
        return sorted({(site.name, site.count) for site in self.phase} | self.others)

    def sites(self, role):
        return [site for site in self.phase if site.role == role]

    def other_sites(self):
        """Calls that can fail and are in no class of their own."""
        return [site for site in self.phase if not site.role and site.name not in NO_FILES]


def trace(command, log, *options):
    """Runs `command` under strace; lines of system calls go to `log`."""
    return savers.run(["strace", "-f", "-y", "-q", "-s", "64", "-o", log, *options, "--", *command])


def injection(name, count, what):
    return ["-e", f"trace={name}", "-e", f"inject={name}:{what}:when={count}"]

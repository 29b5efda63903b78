# SPDX-License-Identifier: MIT
"""The classes of faults. Each gives complaints about a saver; a good one has none."""
import os
import signal
import subprocess

import recording
import savers

ERRORS = ("ENOSPC", "EIO", "EDQUOT")
IN_PLACE = "the new file is in place"
MOST_STOPS = 500  # far more calls than a saver makes


class Bench:
    """One saver, folders to let it fail in, and what it did."""

    def __init__(self, saver, scratch, interposer):
        self.saver, self.scratch, self.interposer = saver, scratch, interposer
        self.count = 0
        self.runs = 0
        self.complaints = []

    def folder(self, content="old"):
        """A new folder with the old file in it."""
        self.count += 1
        path = os.path.join(os.path.realpath(self.scratch), str(self.count))
        os.mkdir(path)
        self.saver.lay(path, self.saver.contents[content])
        return path

    def complain(self, fault, what, done=None):
        said = f": {done.stderr.strip()!r}" if done is not None and done.stderr else ""
        self.complaints.append(f"{fault}: {what}{said}")

    def record(self):
        folder = self.folder()
        log = os.path.join(self.scratch, "log")
        done = recording.trace(self.saver.command(folder, "new"), log)
        if done.returncode != 0:
            raise RuntimeError(f"{self.saver.name} fails under strace: {done.stderr}")
        savers.remove(folder)
        return recording.Recording(folder, log)

    def content(self, folder, target=None):
        """Which of the contents is there: its name, or "damaged"."""
        found = savers.read(self.saver.real(folder, target))
        for name, data in self.saver.contents.items():
            if found == data:
                return name
        return "damaged"

    def judge(self, fault, folder, done, expect=None, mute=False, may_stay=False):
        """The file is old or new, the exit status and the message say which, nothing is left.
        `expect`: "reported" (a failure), "done" (a success) or nothing of both. `mute`: messages
        can't be written either. `may_stay`: what a killed writer left need not be gone."""
        self.runs += 1
        found = self.content(folder)
        in_place = IN_PLACE in done.stderr.lower()
        killed = done.returncode < 0
        if found not in ("old", "new"):
            self.complain(fault, f"the file is {found}, neither old nor new", done)
        elif killed:
            self.complain(fault, f"died of signal {-done.returncode}", done)
        elif done.returncode == 0 and found != "new":
            self.complain(fault, "says that it saved, and the old file is there", done)
        elif done.returncode != 0 and (found == "new") != in_place:
            self.complain(fault, f"the file is {found}, and the message does not say so", done)
        elif done.returncode != 0 and not done.stderr and not mute:
            self.complain(fault, "fails without a word")
        elif expect == "reported" and done.returncode == 0:
            self.complain(fault, "the failure is kept secret", done)
        elif expect == "done" and done.returncode != 0:
            self.complain(fault, "fails, which it need not", done)
        if not self.saver.is_as_laid(folder):
            self.complain(fault, "the link is gone")
        strays = [path for path in self.saver.strays(folder)
                  if not (path.endswith(savers.LEFTOVER) and (may_stay or done.returncode != 0))]
        if strays:
            self.complain(fault, f"leaves {strays}")

    def inject(self, role, site, what, expect=None, mute=False):
        """Runs the saver with one fault, and judges."""
        name, count = site
        fault = f"{role}: {what} at {name} {count}"
        folder = self.folder()
        log = os.path.join(self.scratch, "log")
        done = recording.trace(self.saver.command(folder, "new"), log,
                               *recording.injection(name, count, what))
        with open(log, errors="replace") as lines:
            if not any("INJECTED" in line for line in lines):
                raise RuntimeError(f"{self.saver.name}: {fault} was never reached")
        self.judge(fault, folder, done, expect, mute, role == "other")
        savers.remove(folder)

    def preloaded(self, folder, **variables):
        return {**os.environ, "LD_PRELOAD": self.interposer, "FAULTS_FOLDER": folder, **variables}


def kill(bench, calls):
    """SIGKILL at every call; what is left goes with the next save of any file there."""
    saver = bench.saver
    other = saver.neighbours()[0]
    for name, count in calls.kill_sites():
        fault = f"kill: at {name} {count}"
        folder = bench.folder()
        done = recording.trace(saver.command(folder, "new"), os.devnull,
                               *recording.injection(name, count, "signal=KILL"))
        bench.runs += 1
        found = bench.content(folder)
        if done.returncode != -signal.SIGKILL and (name, count) not in calls.others:
            raise RuntimeError(f"{saver.name}: {fault} was never reached: {done}")
        if found not in ("old", "new"):
            bench.complain(fault, f"the file is {found}, neither old nor new")
        if not saver.is_as_laid(folder):
            bench.complain(fault, "the link is gone")
        if saver.strays(folder):
            again = savers.run(saver.command(folder, "other", other))
            if again.returncode != 0 or bench.content(folder, other) != "other":
                bench.complain(fault, "then another can't be saved", again)
            if bench.content(folder) != found:
                bench.complain(fault, "saving another has changed it")
            if saver.strays(folder):
                bench.complain(fault, f"the next save leaves {saver.strays(folder)}")
        savers.remove(folder)


def order(bench, calls):
    """What is written is synced before it is renamed, and the folder after."""
    roles = [site.role for site in calls.phase if site.role]
    bench.runs += 1
    if "rename" not in roles:
        bench.complain("order", "the file is not replaced by renaming")
        return
    renamed = roles.index("rename")
    last_write = max(at for at, role in enumerate(roles) if role == "write")
    if "sync" not in roles[last_write:renamed]:
        bench.complain("order", "not synced between the last write and the renaming")
    if "sync folder" not in roles[renamed:]:
        bench.complain("order", "the folder is not synced after the renaming")


def errors(bench, calls, role):
    """Each error at each call of the role: reported, and the old file is there."""
    for site in calls.sites(role):
        for error in ERRORS:
            bench.inject(role, (site.name, site.count), f"error={error}", expect="reported")


def write_errors(bench, calls):
    errors(bench, calls, "write")
    for site in calls.sites("write"):  # a disk that stays full
        bench.inject("write", (site.name, f"{site.count}+"), "error=ENOSPC", "reported", True)


def sync_errors(bench, calls):
    errors(bench, calls, "sync")
    errors(bench, calls, "sync folder")


def rename_errors(bench, calls):
    errors(bench, calls, "rename")


def close_errors(bench, calls):
    errors(bench, calls, "close")


def interruptions(bench, calls):
    """A signal at any of them costs nothing."""
    for role in ("write", "sync", "rename", "close", "sync folder"):
        for site in calls.sites(role):
            bench.inject(role, (site.name, site.count), "error=EINTR", expect="done")


def other_errors(bench, calls):
    """Whatever else fails in the folder: the old file or the new one."""
    for site in calls.other_sites():
        for error in ("EIO", "EINTR"):
            bench.inject("other", (site.name, site.count), f"error={error}")


def short_writes(bench, calls):
    """The system takes a part of each write. strace can fail a call but not halve one, so a
    preloaded library does it."""
    for how in ("one", "half", "turns"):
        folder = bench.folder()
        done = savers.run(bench.saver.command(folder, "new"),
                          env=bench.preloaded(folder, FAULTS_WRITE=how))
        bench.judge(f"short writes: {how}", folder, done, "done")
        savers.remove(folder)
    folder = bench.folder()
    done = savers.run(bench.saver.command(folder, "new"),
                      env=bench.preloaded(folder, FAULTS_WRITE="none"))
    bench.judge("short writes: nothing is taken", folder, done)
    savers.remove(folder)


def stopped(bench, calls):
    """A writer stands still at each of its calls while another saves, beside it or the same file:
    both end well, the file is whole at all times, and nobody removes what a living writer needs."""
    saver = bench.saver
    for same in (False, True):
        reached = 0
        for stop in range(1, MOST_STOPS):
            fault = f"stopped at call {stop}, another saves {'it' if same else 'its neighbour'}"
            folder = bench.folder()
            with subprocess.Popen(saver.command(folder, "new"), stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                  env=bench.preloaded(folder, FAULTS_STOP=str(stop))) as first:
                _, status = os.waitpid(first.pid, os.WUNTRACED)
                if not os.WIFSTOPPED(status):
                    first.returncode = os.waitstatus_to_exitcode(status)
                    break
                reached += 1
                at_rest = bench.content(folder)
                if at_rest not in ("old", "new"):
                    bench.complain(fault, f"meanwhile the file is {at_rest}")
                other = None if same else saver.neighbours()[0]
                second = savers.run(saver.command(folder, "other", other))
                if second.returncode != 0:
                    bench.complain(fault, "the other one fails", second)
                elif bench.content(folder, other) != "other":
                    bench.complain(fault, "the other one says that it saved, and did not")
                os.kill(first.pid, signal.SIGCONT)
                out, error = first.communicate(timeout=savers.HANG_SECONDS)
            done = subprocess.CompletedProcess([], first.returncode, out, error)
            finish(bench, fault, folder, done, same, at_rest)
            savers.remove(folder)
        if reached == 0:
            raise RuntimeError(f"{saver.name} never stopped: is the library preloaded?")


def finish(bench, fault, folder, done, same, at_rest):
    """Judges a writer that was stopped."""
    if not same:
        bench.judge(fault, folder, done, "done")
        if bench.content(folder, bench.saver.neighbours()[0]) != "other":
            bench.complain(fault, "the neighbour's file is gone")
        return
    bench.runs += 1
    found = bench.content(folder)
    # Whoever renamed last has it; one who renamed before and was stopped later has still saved.
    right = {"new", "other"} if at_rest == "new" else {"new"} if done.returncode == 0 else {"other"}
    if found not in right:
        bench.complain(fault, f"exit {done.returncode}, and the file is {found}", done)
    if bench.saver.strays(folder):
        bench.complain(fault, f"leaves {bench.saver.strays(folder)}")


CLASSES = {
    "order": order,
    "kill": kill,
    "write errors": write_errors,
    "sync errors": sync_errors,
    "rename errors": rename_errors,
    "close errors": close_errors,
    "interruptions": interruptions,
    "other errors": other_errors,
    "short writes": short_writes,
    "stopped writers": stopped,
}

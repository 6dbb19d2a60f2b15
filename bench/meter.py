"""CPU time and memory of whole process trees. CPU time is user + system: on a shared machine the clock says little."""

import time
from collections.abc import Callable

import psutil


def tree(pid: int) -> list[psutil.Process]:
    """The process and everything it started that still runs."""
    try:
        root = psutil.Process(pid)
        return [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def cpu(pids: list[int]) -> float:
    """Seconds of CPU spent so far by these processes, their children, and children that have ended."""
    total = 0.0
    for pid in pids:
        for process in tree(pid):
            try:
                spent = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += spent.user + spent.system + spent.children_user + spent.children_system
    return total


def pss_by_name(pid: int, names: dict[str, str], *, otherwise: str) -> dict[str, float]:
    """Megabytes of a process tree by the word found in each command; memory several processes share is counted in equal parts."""
    found: dict[str, float] = {}
    for process in tree(pid):
        command = " ".join(process.cmdline())
        name = next((name for word, name in names.items() if word in command), otherwise)
        found[name] = found.get(name, 0) + process.memory_full_info().pss / 2**20
    return found


def spent(pids: list[int], work: Callable[[], int]) -> tuple[float, float, int]:
    """CPU milliseconds for each thing done, things a second, and how many were done."""
    before, begun = cpu(pids), time.perf_counter()
    done = work()
    return 1000 * (cpu(pids) - before) / max(done, 1), done / (time.perf_counter() - begun), done

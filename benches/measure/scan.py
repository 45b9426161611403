"""How fast a log is scanned, beside programs that count its lines, and one that passes it on."""

import csv
import os
import random
import subprocess
import time
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import builds
import tools
from commands import ENVIRONMENT

FIXTURE = builds.ROOT / "tests/scan/lines.tsv"
# Of a hundred lines, how many hold a code.
LOGS = {"sparse": 5, "dense": 60}
# grep is given so small a part: it takes half a minute for 50 MB.
PART = 20
# Lines that are put together at once.
BATCH = 10_000


def write_log(log: Path, share: int, size: int) -> None:
    """Writes the fixture's lines in a random order, each behind a time of its own, as a journal has them."""
    with FIXTURE.open(newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    without = [row[2] for row in rows if row[1] == "-"]
    with_codes = [row[2] for row in rows if row[1] != "-"]
    choice = random.Random(share)
    moment = datetime(2026, 11, 22)
    written = 0
    with log.open("wb") as file:
        while written < size:
            lines = []
            for _ in range(BATCH):
                moment += timedelta(microseconds=choice.randrange(20_000))
                line = choice.choice(with_codes if choice.randrange(100) < share else without)
                lines.append(f"{moment.isoformat()} {line}\n")
            written += file.write("".join(lines).encode())


def pattern() -> str:
    """What a scan looks for, as one regular expression."""
    printed = builds.cargo("test", "--test", "pattern", "--", "--ignored", "--nocapture", project=builds.copy())
    return next(line for line in printed.splitlines() if line.startswith("(?"))


def once(command: list[str]) -> tuple[float, float, bytes]:
    """Seconds by the clock, seconds of user and system time, and what was printed, where it is a count.

    A count goes to a pipe: grep that prints to nowhere ends at the first line that it finds. In the locale C it reads
    bytes, as the expression does. A file behind `<` is standard input.
    """
    counts = command[0] in ("rg", "grep")
    stdin = os.devnull
    if command[-2] == "<":
        *command, _, stdin = command
    begin = time.monotonic()
    with open(stdin, "rb") as file:
        child = subprocess.Popen(
            command,
            env=ENVIRONMENT | {"LC_ALL": "C"},
            stdin=file,
            stdout=subprocess.PIPE if counts else subprocess.DEVNULL,
        )
        printed = child.stdout.read() if counts else b""
        _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{command[:2]} failed")
    return seconds, usage.ru_utime + usage.ru_stime, printed


def compare(commands: dict[str, list[str]], rounds: int) -> dict[str, dict[str, float]]:
    """By program: MB/s of its last argument, and how many times faster the first is, by the clock and in time used."""
    names = list(commands)
    rates, ratios, used = defaultdict(list), defaultdict(list), defaultdict(list)
    for turn in range(rounds):
        start = turn % len(names)
        costs = {}
        for name in names[start:] + names[:start]:
            megabytes = Path(commands[name][-1]).stat().st_size / 1e6
            seconds, cpu, _ = once(commands[name])
            costs[name] = (seconds / megabytes, cpu / megabytes)
        for name, (seconds, cpu) in costs.items():
            rates[name].append(1 / seconds)
            ratios[name].append(seconds / costs[names[0]][0])
            used[name].append(cpu / costs[names[0]][1])
    return {
        name: {"rate": median(rates[name]), "ratio": median(ratios[name]), "cpu": median(used[name])} for name in names
    }


def measure(binary: Path, size: int, rounds: int) -> dict:
    """By log: what `compare` tells of each program, and the most MiB that a scan held."""
    expression, perl = builds.WORK / "pattern", builds.WORK / "pattern-perl"
    expression.write_text(pattern() + "\n")
    perl.write_text(expression.read_text().removeprefix("(?-u)"))
    log, part = builds.WORK / "scan.log", builds.WORK / "scan-part.log"
    measured = {}
    try:
        for name, share in LOGS.items():
            write_log(log, share, size)
            write_log(part, share, size // PART)
            rg = ["rg", "--no-config", "--threads=1", "-c", "-f", str(expression)]
            grep = ["grep", "-cP", "-f", str(perl), str(part)]
            if once([*rg, str(part)])[2] != once(grep)[2]:
                raise SystemExit("rg and grep do not find the same")
            scan = [str(binary), "scan", str(log)]
            commands = {
                "errexplain scan": scan,
                # Standard input is read by one thread.
                "errexplain scan <": [str(binary), "scan", "<", str(log)],
                "rg -c": [*rg, str(log)],
                "grep -cP": grep,
                "cat": ["cat", str(log)],
            }
            resident, _ = tools.memory(scan, ENVIRONMENT, 1)
            measured[name] = {"programs": compare(commands, rounds), "resident": resident}
    finally:
        log.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return measured

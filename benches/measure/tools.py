"""The programs that measure, and those that are measured against."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median

# What installs Debian's packages.
APT = Path(__file__).resolve().parents[2] / ".ci/apt"
# The Debian package of each program.
PACKAGES = {
    "errno": "moreutils",
    "hyperfine": "hyperfine",
    "perror": "mariadb-client",
    "rg": "ripgrep",
    "time": "time",
    "valgrind": "valgrind",
    "xz": "xz-utils",
}


def need(*programs: str) -> None:
    """Installs the programs that are not there."""
    missing = [PACKAGES[program] for program in programs if not shutil.which(program)]
    if missing:
        subprocess.run([APT, *missing], check=True, stdout=subprocess.DEVNULL)


def run(command: list[str], **options) -> str:
    """What a command prints; an exception where it fails."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def instructions(command: list[str], environment: dict[str, str]) -> int:
    """Instructions of a whole process, its loader's among them, as callgrind counts them."""
    counted = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    collected = re.search(r"Collected : (\d+)", counted.stderr)
    if not collected:
        raise SystemExit(f"valgrind cannot run {command}:\n{counted.stderr}")
    return int(collected[1])


def memory(command: list[str], environment: dict[str, str], runs: int = 7) -> tuple[float, int]:
    """The most MiB resident, and the page faults that read no disk: medians.

    A child of Python would be said to have held what Python holds, since memory is counted from the fork on: `time` is
    small.
    """
    resident, faults = [], []
    with tempfile.NamedTemporaryFile("r") as report:
        for _ in range(runs):
            subprocess.run(
                ["time", "--format=%M %R", f"--output={report.name}", *command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            # A status that is not 0 has a line of its own before.
            most, minor = Path(report.name).read_text().splitlines()[-1].split()
            resident.append(int(most) / 1024)
            faults.append(int(minor))
    return median(resident), round(median(faults))

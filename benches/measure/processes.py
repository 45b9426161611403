"""Whole calls of the program, beside a program that does nothing and beside what people type instead."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import builds
import tools
from commands import ENVIRONMENT, Call, calls
from hyperfine import Times, rounds


@dataclass(frozen=True)
class Measured:
    """Of one call of one binary."""

    times: Times
    # The empty program, dynamically linked, in the same rounds.
    empty: Times
    instructions: int
    resident: float
    faults: int


def peers(program: Path) -> dict[str, list[str]]:
    """What people type instead, where it is installed."""
    table = builds.WORK / "codes.tsv"
    columns = "namespace,code,hex,symbol,summary"
    table.write_text(tools.run([str(program), "list", "--tsv", "--columns", columns]))
    rustc = Path(tools.run(["rustc", "--print", "sysroot"]).strip()) / "bin/rustc"
    # The programs themselves: what picks one of several versions takes longer than they do.
    python = os.path.realpath(sys.executable)
    commands = {
        "`errno 13` (moreutils)": ["errno", "13"],
        "`perror 13` (MariaDB)": ["perror", "13"],
        "`grep -w 1367` in a table of all codes": ["grep", "-w", "1367", str(table)],
        "`systemd-analyze exit-status 203`": ["systemd-analyze", "exit-status", "203"],
        "`python3 -c 'import os; print(os.strerror(13))'`": [python, "-c", "import os; print(os.strerror(13))"],
        "`rustc --explain E0308`": [str(rustc), "--explain", "E0308"],
    }
    installed = {name: command for name, command in commands.items() if shutil.which(command[0])}
    for command in installed.values():
        tools.run(command, env=ENVIRONMENT)
    return installed


def measure(program: builds.Binaries, empty: builds.Binaries, count: int, runs: int) -> tuple[dict, dict[str, Times]]:
    """What each call takes, by name and by the way its binary is linked, and the times of the peers."""
    measured: dict[str, dict[str, Measured]] = {}
    others: dict[str, Times] = {}
    # Calls of one environment run together: hyperfine sets none.
    environments = {tuple(call.environment.items()) for call in calls()}
    for environment in sorted(environments):
        group = [call for call in calls() if tuple(call.environment.items()) == environment]
        commands = {("empty", linked): [str(getattr(empty, linked))] for linked in builds.LINKED}
        for call in group:
            for linked in builds.LINKED:
                call.check(getattr(program, linked))
                commands[call.name, linked] = call.command(getattr(program, linked))
        beside = {} if environment else peers(program.dynamic)
        named = {" ".join(key): command for key, command in commands.items()}
        times = rounds(named | beside, group[0].whole_environment(), count, runs)
        for (name, linked), command in commands.items():
            cost = costs(command, group[0])
            measured.setdefault(name, {})[linked] = Measured(times[f"{name} {linked}"], times["empty dynamic"], *cost)
        others |= {name: times[name] for name in beside}
    return measured, others


def costs(command: list[str], call: Call) -> tuple[int, float, int]:
    """Instructions, memory and page faults."""
    environment = call.whole_environment()
    return tools.instructions(command, environment), *tools.memory(command, environment)

"""The measurements as a page of tables."""

import os
import platform
from datetime import date
from pathlib import Path

import builds
import processes
import scan
import tools
from commands import calls
from hyperfine import Times

# By programs' names: how long a lookup takes at most, static, times the program.
PEERS = {"errno": 0.9, "rustc": 0.1}
# By logs: how many times as fast as rg a scan is at least; and the MiB it holds at most.
SCANS = {"sparse": 1.5, "dense": 1.1}
SCAN_MIB = 8
# MB, and seconds.
LARGEST_DOWNLOAD, LARGEST_PACKAGE, LONGEST_BUILD, LONGEST_REBUILD = 8, 8, 40, 2


def table(*rows: list[str]) -> str:
    """The first row is the heading; all columns but the first hold numbers."""
    rule = ["---", *["--:"] * (len(rows[0]) - 1)]
    return "".join(f"| {' | '.join(row)} |\n" for row in [rows[0], rule, *rows[1:]])


def cell(value: float, form: str, goal: float | None = None, bound: str = "at most") -> str:
    """A number, and what it should be."""
    return format(value, form) + (f" ({bound} {format(goal, form)})" if goal else "")


def head(command: str, quick: bool) -> str:
    about = Path("/proc/cpuinfo").read_text().splitlines()
    processor = next((line.split(": ")[1] for line in about if line.startswith("model name")), platform.machine())
    commit = tools.run(["git", "describe", "--always", "--dirty"], cwd=builds.ROOT).strip()
    note = " Few rounds, for a first look.\n" if quick else ""
    return (
        f"# Measurements\n\nMade by `{command}` on {date.today()}, at {commit}.{note}\n"
        f"{processor}, {os.cpu_count()} cores; {platform.system()} {platform.release()}; "
        f"{' '.join(platform.libc_ver())}; {tools.run(['rustc', '--version']).strip()}.\n"
    )


def whole(measured: dict[str, dict[str, processes.Measured]], count: int, runs: int) -> str:
    heading = [
        "call",
        "dynamic",
        "static",
        "used, dynamic",
        "used, static",
        "instructions, dynamic",
        "static",
        "MiB, dynamic",
    ]
    heading += ["static", "page faults, dynamic", "static"]
    rows = []
    known = {call.name: call for call in calls()}
    for name, by_link in measured.items():
        call, dynamic, static = known.get(name), by_link["dynamic"], by_link["static"]
        goals = (call.max_dynamic, call.max_static, call.max_instructions, call.max_mib) if call else (None,) * 4
        rows.append([
            f"{name}: `{' '.join(call.arguments)}`" if call else "an empty `main`",
            cell(dynamic.times.over(dynamic.empty), ".2f", goals[0]),
            cell(static.times.over(static.empty), ".2f", goals[1]),
            cell(dynamic.times.used_over(dynamic.empty), ".2f"),
            cell(static.times.used_over(static.empty), ".2f"),
            cell(dynamic.instructions, ",.0f", goals[2]),
            cell(static.instructions, ",.0f"),
            cell(dynamic.resident, ".1f", goals[3]),
            cell(static.resident, ".1f"),
            str(dynamic.faults),
            str(static.faults),
        ])  # fmt: skip
    milliseconds = measured["empty"]["dynamic"].times.milliseconds()
    return (
        "## Whole processes\n\n"
        "Times, and user and system time (used), in multiples of what an empty, dynamically linked `main` of the same "
        f"profile took, {milliseconds:.2f} ms: medians over {count} rounds of hyperfine, {runs} runs of a command in "
        "each. Static: `+crt-static`, position-independent. Instructions are callgrind's; memory is the most that was "
        "resident.\n\n" + table(heading, *rows)
    )


def beside(others: dict[str, Times]) -> str:
    lookup = others["lookup"]
    rows = []
    for name, times in others.items():
        if times is not lookup:
            goal = next((goal for program, goal in PEERS.items() if name.startswith(f"`{program} ")), None)
            rows.append([name, f"{times.milliseconds():.2f}", cell(lookup.over(times), ".2f", goal)])
    return "## Beside what people type instead\n\nIn the same rounds.\n\n" + table(
        ["program", "ms", "`errexplain 1367`, static, times that"], *rows
    )


def growth(grown: dict) -> str:
    factors = list(grown["codes"])
    heading = ["call", *(f"{factor} x" for factor in factors)]
    forms = {
        "ratio": ("times an empty `main`", ".2f"),
        "instructions": ("instructions", ",.0f"),
        "resident": ("MiB", ".1f"),
    }
    rows = [["codes", *(f"{count:,}" for count in grown["codes"].values())]]
    for name, by_factor in grown["calls"].items():
        for key, (unit, form) in forms.items():
            rows.append([f"{name}: {unit}", *(cell(by_factor[factor][key], form) for factor in factors)])
    return (
        "## Growth\n\nThe registry with copies of all its codes under other names; dynamically linked. Answers "
        "are the same to the byte, but for a search, which has as many more codes to rank, and the list.\n\n"
        + table(heading, *rows)
    )


def scanned(logs: dict, megabytes: int, count: int) -> str:
    heading = ["lines with a code", "program", "MB/s", "`errexplain scan` is faster", "in time used"]
    rows = []
    for log, measured in logs.items():
        for name, row in measured["programs"].items():
            faster = cell(row["ratio"], ".2f", SCANS[log] if name.startswith("rg") else None, "at least")
            rows.append([f"{scan.LOGS[log]} %", f"`{name}`", f"{row['rate']:.0f}", faster, f"{row['cpu']:.2f}"])
    memory = max(measured["resident"] for measured in logs.values())
    return (
        f"## Scanning\n\nLogs of {megabytes} MB: lines of `tests/scan/lines.tsv` behind a time each. `errexplain` "
        "shares a file among threads and reads standard input (`<`) with one, as the others read theirs. Output to "
        "nowhere, the expression that `cargo test --test pattern` prints; grep has the first "
        f"{scan.PART}th of a log. Medians over {count} rounds. A scan held {cell(memory, '.1f', SCAN_MIB)} MiB.\n\n"
        + table(heading, *rows)
    )


def sizes(sizes: dict[str, int], build: float | None, rebuild: float) -> str:
    goals = {"xz": LARGEST_DOWNLOAD}
    names = {"dynamic": "dynamic binary", "static": "static binary", "xz": "static binary, `xz -9e`"}
    rows = []
    for name, count in sizes.items():
        goal = goals.get(name, None if name in names else LARGEST_PACKAGE)
        rows.append([f"{names.get(name, f'{name}.crate')}, MB", cell(count / 1e6, ".2f", goal)])
    if build:
        rows.append(["release build from nothing, s", cell(build, ".0f", LONGEST_BUILD)])
    rows.append(["development build after a change of one article, s", cell(rebuild, ".1f", LONGEST_REBUILD)])
    return "## Sizes and builds\n\n" + table(["what", "size or time"], *rows)

"""The measurements as a page of tables."""

import os
import platform
from collections.abc import Callable
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


def cells(
    by_link: dict[str, processes.Measured],
    figure: Callable[[processes.Measured], float],
    form: str,
    goals: dict[str, float | None] | None = None,
) -> list[str]:
    """A figure of a call for each way of linking, and what it should be."""
    return [cell(figure(one), form, (goals or {}).get(linked)) for linked, one in by_link.items()]


def whole(measured: dict[str, dict[str, processes.Measured]], count: int, runs: int) -> str:
    times = [["call", *(f"{kind}{linked}" for kind in ("", "used, ") for linked in builds.LINKED)]]
    kinds = ("instructions", "MiB", "page faults")
    costs = [["call", *(f"{kind}, {linked}" for kind in kinds for linked in builds.LINKED)]]
    known = {call.name: call for call in calls()}
    for name, by_link in measured.items():
        title, ratios, instructions, mib = "an empty `main`", {}, {}, {}
        if call := known.get(name):
            title = f"{name}: `{' '.join(call.arguments)}`"
            ratios = {"dynamic": call.max_dynamic, "static": call.max_static, "musl": call.max_static}
            instructions, mib = {"dynamic": call.max_instructions}, {"dynamic": call.max_mib}
        times.append([
            title,
            *cells(by_link, lambda one: one.times.over(one.empty), ".2f", ratios),
            *cells(by_link, lambda one: one.times.used_over(one.empty), ".2f"),
        ])  # fmt: skip
        costs.append([
            title,
            *cells(by_link, lambda one: one.instructions, ",.0f", instructions),
            *cells(by_link, lambda one: one.resident, ".1f", mib),
            *cells(by_link, lambda one: one.faults, ".0f"),
        ])  # fmt: skip
    milliseconds = measured["empty"]["dynamic"].times.milliseconds()
    return (
        "## Whole processes\n\n"
        "Dynamic: with glibc's shared objects. Static: with glibc in it (`+crt-static`), position-independent. Musl: the same "
        "with musl, as the archives of a release have it.\n\nTimes, and user and system time (used), in multiples of what an "
        f"empty, dynamically linked `main` of the same profile took, {milliseconds:.2f} ms: medians over {count} rounds of "
        f"hyperfine, {runs} runs of a command in each.\n\n" + table(*times) + "\nInstructions are callgrind's; memory is the "
        "most that was resident.\n\n" + table(*costs)
    )


def beside(others: dict[str, Times], lookup: dict[str, processes.Measured]) -> str:
    heading = [f"`errexplain 1367`, {linked}, times that" for linked in builds.LINKED]
    rows = []
    for name, times in others.items():
        goal = next((goal for program, goal in PEERS.items() if name.startswith(f"`{program} ")), None)
        goals = {"static": goal, "musl": goal}
        ratios = [cell(lookup[linked].times.over(times), ".2f", goals.get(linked)) for linked in builds.LINKED]
        rows.append([name, f"{times.milliseconds():.2f}", *ratios])
    return "## Beside what people type instead\n\nIn the same rounds.\n\n" + table(["program", "ms", *heading], *rows)


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
    names = {linked: f"{linked} binary" for linked in builds.LINKED} | {"xz": "musl binary, `xz -9e`"}
    rows = []
    for name, count in sizes.items():
        goal = goals.get(name, None if name in names else LARGEST_PACKAGE)
        rows.append([f"{names.get(name, f'{name}.crate')}, MB", cell(count / 1e6, ".2f", goal)])
    if build:
        rows.append(["release build from nothing, s", cell(build, ".0f", LONGEST_BUILD)])
    rows.append(["development build after a change of one article, s", cell(rebuild, ".1f", LONGEST_REBUILD)])
    return "## Sizes and builds\n\n" + table(["what", "size or time"], *rows)

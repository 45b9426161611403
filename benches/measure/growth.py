"""Registries with more entries: the same questions must cost the same.

The copies of a namespace's codes are a namespace beside it. They have other names, but the same summaries, articles and
families, and are read for no bare number: the answers to numbers and names stay as they are, and the script sees to
that. A search finds more, for every word is in as many more codes.
"""

import re
import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import builds
import tools
from commands import calls
from hyperfine import rounds

# The calls whose answer is the same whatever else there is.
SAME_ANSWER = ["lookup", "json", "symbol", "miss", "completion"]
# What a namespace's copy must not have: other names for it, and what makes its numbers those of a bare one.
KEYS_TAKEN_AWAY = ("aliases = ", "prefixes = ", "messages = ")
TABLES_TAKEN_AWAY = ("[reading]", "[[unwrap]]")


def grow(registry: Path, factor: int) -> None:
    """Puts a namespace with the copies next to each."""
    for manifest in sorted(registry.glob("*/namespace.toml")):
        namespace = manifest.parent
        copies = namespace.with_name(f"{namespace.name}-copies")
        shutil.copytree(namespace, copies)
        (copies / manifest.name).write_text("".join(offered_for_nothing(manifest.read_text())))
        # More than a slip away from the name that is copied.
        multiply(copies, [f"COPY{number}OF_" for number in range(2, factor + 1)])


def multiply(namespace: Path, prefixes: list[str]) -> None:
    """Has each code so many times, under names that begin with the prefixes, and none under its own."""
    table = namespace / "codes.tsv"
    head, *lines = table.read_text().splitlines()
    columns = head.split("\t")
    values = (
        columns.index("code") if "code" in columns else slice(columns.index("symbol") + 1, columns.index("aliases"))
    )
    rows = []
    # The table is sorted by number, and then by symbol.
    for _, same in groupby((line.split("\t") for line in lines), key=lambda row: row[values]):
        same = [dict(zip(columns, row, strict=True)) for row in same]
        rows += [renamed(row, prefix) for prefix in prefixes for row in same]
    table.write_text("".join(f"{line}\n" for line in [head, *("\t".join(row.values()) for row in rows)]))
    for article in list(namespace.glob("articles/*/*.md")):
        text = article.read_text()
        for prefix in prefixes:
            copied = re.sub(r"^- `(?=\w+`)", f"- `{prefix}", text.replace("# ", f"# {prefix}", 1), flags=re.MULTILINE)
            article.with_name(prefix + article.name).write_text(copied)
        article.unlink()


def renamed(row: dict[str, str], prefix: str) -> dict[str, str]:
    """A line of a table with other names."""
    aliases = {"aliases": " ".join(prefix + alias for alias in row["aliases"].split())} if "aliases" in row else {}
    return row | {"symbol": prefix + row["symbol"]} | aliases


def offered_for_nothing(manifest: str) -> Iterator[str]:
    """The lines of a manifest but for those by which its codes are found other than by their names."""
    kept = True
    for line in manifest.splitlines(keepends=True):
        if line.startswith("["):
            kept = not line.startswith(TABLES_TAKEN_AWAY)
        if kept and not line.startswith(KEYS_TAKEN_AWAY):
            yield line


def build(program: Path, factors: list[int]) -> dict[int, Path]:
    """The program, and as it is with the registry so many times."""
    project = builds.copy()
    binaries = {1: program}
    for factor in factors:
        shutil.rmtree(project / "registry")
        shutil.copytree(builds.ROOT / "registry", project / "registry", copy_function=shutil.copyfile)
        grow(project / "registry", factor)
        binaries[factor] = builds.build(project, "errexplain", f"grown-{factor}")
    return binaries


def measure(program: Path, empty: Path, factors: list[int], count: int, runs: int) -> dict:
    """By call and factor: times, instructions, memory."""
    binaries = build(program, factors)
    measured = {}
    for call in calls():
        answers = {factor: call.check(binary) for factor, binary in binaries.items()}
        if call.name in SAME_ANSWER and len(set(answers.values())) > 1:
            raise SystemExit(f"{call.name}: another answer from a grown registry")
        environment = call.whole_environment()
        commands = {"empty": [str(empty)]} | {str(factor): call.command(binary) for factor, binary in binaries.items()}
        times = rounds(commands, environment, count, runs)
        measured[call.name] = {
            factor: {
                "ratio": times[str(factor)].over(times["empty"]),
                "instructions": tools.instructions(call.command(binary), environment),
                "resident": tools.memory(call.command(binary), environment)[0],
            }
            for factor, binary in binaries.items()
        }
    return {"calls": measured, "codes": {factor: codes(binary) for factor, binary in binaries.items()}}


def codes(binary: Path) -> int:
    """How many codes a binary knows."""
    return len(tools.run([str(binary), "list", "--tsv", "--columns", "symbol"]).splitlines()) - 1

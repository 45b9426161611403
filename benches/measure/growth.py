"""Registries with more entries: the same questions must cost the same.

A copy of a namespace has every code under another name, with its summary, article and family, and is read for no bare
number: the answers to numbers and names stay as they are, and the script sees to that. A search finds more, for every
word is in as many more codes.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import builds
import tools
from commands import calls
from hyperfine import rounds

# The calls whose answer is one code, or those near to one, and the search, whose words have more codes to rank.
SAME_ANSWER = ["lookup", "json", "symbol", "miss", "completion"]
# What a namespace's copy must not have: other names for it, and what makes its numbers those of a bare one.
KEYS_TAKEN_AWAY = ("aliases = ", "prefixes = ", "messages = ")
TABLES_TAKEN_AWAY = ("[reading]", "[[unwrap]]")


def grow(registry: Path, copies: int) -> None:
    """Puts copies of all namespaces next to them."""
    namespaces = [path.parent for path in sorted(registry.glob("*/namespace.toml"))]
    for namespace in namespaces:
        for number in range(2, copies + 1):
            copied = registry / f"{namespace.name}-copy{number}"
            shutil.copytree(namespace, copied)
            # More than a slip away from the name that is copied.
            rename(copied, f"COPY{number}OF_")


def rename(namespace: Path, prefix: str) -> None:
    """Makes a copy a namespace of its own, whose names begin with `prefix`."""
    manifest = namespace / "namespace.toml"
    manifest.write_text("".join(offered_for_nothing(manifest.read_text())))
    table = namespace / "codes.tsv"
    head, *lines = table.read_text().splitlines()
    columns = head.split("\t")
    symbol, aliases = columns.index("symbol"), columns.index("aliases") if "aliases" in columns else None
    rows = [line.split("\t") for line in lines]
    for row in rows:
        row[symbol] = prefix + row[symbol]
        if aliases is not None:
            row[aliases] = " ".join(prefix + alias for alias in row[aliases].split())
    table.write_text("\n".join([head, *("\t".join(row) for row in rows)]) + "\n")
    for article in list(namespace.glob("articles/*/*.md")):
        text = article.read_text().replace("# ", f"# {prefix}", 1)
        text = re.sub(r"^- `(?=\w+`)", f"- `{prefix}", text, flags=re.MULTILINE)
        article.with_name(prefix + article.name).write_text(text)
        article.unlink()


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

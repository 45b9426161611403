"""The calls that are measured: one table for the measurement and for the budgets."""

import csv
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("commands.tsv")

# Of the caller's environment, what programs need to start; the rest would make counts differ from machine to machine.
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8"}


@dataclass(frozen=True)
class Call:
    """A line of the table: the arguments of a call, what it may cost, and how it ends."""

    name: str
    arguments: list[str]
    environment: dict[str, str]
    status: int
    # What it is to cost at most, where that is set. The first two are times an empty program, dynamically linked; the
    # second is for both static binaries. The others are of the dynamic binary.
    max_dynamic: float | None
    max_static: float | None
    max_instructions: float | None
    max_mib: float | None
    # Instructions of the dynamic binary when the table was written.
    instructions: int

    def command(self, binary: Path) -> list[str]:
        return [str(binary), *self.arguments]

    def whole_environment(self) -> dict[str, str]:
        return ENVIRONMENT | self.environment

    def check(self, binary: Path) -> bytes:
        """What the call prints; an exception where it does not end as it should."""
        run = subprocess.run(
            self.command(binary), env=self.whole_environment(), stdin=subprocess.DEVNULL, capture_output=True
        )
        printed = run.stdout or run.stderr
        if run.returncode != self.status or not printed:
            raise SystemExit(f"{self.name}: status {run.returncode}, not {self.status}: {run.stderr.decode()}")
        return printed


def rows() -> list[dict[str, str]]:
    with TABLE.open(newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def calls() -> list[Call]:
    def variables(text: str) -> dict[str, str]:
        return dict(item.encode().decode("unicode_escape").split("=", 1) for item in text.split(" ") if item)

    def goal(text: str) -> float | None:
        return float(text) if text else None

    return [
        Call(
            row["name"],
            row["arguments"].split(" "),
            variables(row["environment"]),
            int(row["status"]),
            *(goal(row[column]) for column in ("max_dynamic", "max_static", "max_instructions", "max_mib")),
            int(row["instructions"]),
        )
        for row in rows()
    ]


def write_instructions(counts: dict[str, int]) -> None:
    """Writes counts into the table, by the calls' names."""
    table = rows()
    for row in table:
        row["instructions"] = str(counts[row["name"]])
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys(), delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)

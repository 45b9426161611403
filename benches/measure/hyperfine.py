"""Times of whole processes that ran in the same moments."""

import json
import shlex
import subprocess
import tempfile
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Times:
    """Of a command, in milliseconds a round: by the clock (the runs' median), in user and system time (their mean)."""

    wall: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)

    def milliseconds(self) -> float:
        return median(self.wall)

    def over(self, other: "Times") -> float:
        """How many times as long as another command it takes: the median of what it is in each round."""
        return median(mine / others for mine, others in zip(self.wall, other.wall, strict=True))

    def used_over(self, other: "Times") -> float:
        """The same in user and system time."""
        return median(mine / others for mine, others in zip(self.used, other.used, strict=True))


def rounds(commands: dict[str, list[str]], environment: dict[str, str], count: int, runs: int) -> dict[str, Times]:
    """Times commands, by their names.

    A machine's speed changes within seconds: each round runs all commands, and begins with another one, and only what
    was measured in the same round is compared.
    """
    names = list(commands)
    times = {name: Times() for name in names}
    for turn in range(count):
        start = turn % len(names)
        for name, result in once({name: commands[name] for name in names[start:] + names[:start]}, environment, runs):
            times[name].wall.append(result["median"] * 1000)
            times[name].used.append((result["user"] + result["system"]) * 1000)
    return times


def once(commands: dict[str, list[str]], environment: dict[str, str], runs: int) -> zip:
    """One run of hyperfine: names and what it tells of each."""
    with tempfile.NamedTemporaryFile("r") as report:
        call = ["hyperfine", "--shell=none", "--ignore-failure", "--style=none", "--warmup=3", f"--runs={runs}"]
        call.append(f"--export-json={report.name}")
        for name, command in commands.items():
            call += [f"--command-name={name}", shlex.join(command)]
        subprocess.run(call, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return zip(commands, json.load(report)["results"], strict=True)

"""Builds of the program, and of one that does nothing, by the same profile."""

import os
import shutil
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

import tools

ROOT = Path(__file__).resolve().parents[2]
# All that is built, generated and measured.
WORK = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve() / "measure"
STATIC = {"RUSTFLAGS": "-Ctarget-feature=+crt-static"}


@dataclass(frozen=True)
class Binaries:
    """A program, linked in three ways."""

    # With glibc's shared objects.
    dynamic: Path
    # With glibc in it, position-independent still.
    static: Path
    # The same with musl, as the archives of a release are linked.
    musl: Path


# The names of the ways.
LINKED = [way.name for way in fields(Binaries)]


def host() -> str:
    """The triple of this machine."""
    about = tools.run(["rustc", "-vV"])
    return next(line.removeprefix("host: ") for line in about.splitlines() if line.startswith("host: "))


def target(project: Path) -> Path:
    """Where a project is built. Each has its own folder: cargo takes a copy of a project for the project itself."""
    return WORK / "targets" / project.name


def cargo(*arguments: str, project: Path = ROOT, environment: dict[str, str] | None = None) -> str:
    """Runs cargo in a project; what it prints."""
    variables = os.environ | {"CARGO_TARGET_DIR": str(target(project))} | (environment or {})
    return tools.run(["cargo", arguments[0], "--quiet", *arguments[1:]], cwd=project, env=variables)


def build(project: Path, program: str, name: str) -> Path:
    """A release build, kept under a name."""
    cargo("build", "--release", project=project)
    return keep(target(project) / "release" / program, name)


def build_all(project: Path, program: str) -> Binaries:
    """Release builds, linked in all ways."""
    dynamic = build(project, program, f"{program}-dynamic")
    cargo("build", "--release", "--target", host(), project=project, environment=STATIC)
    static = keep(target(project) / host() / "release" / program, f"{program}-static")
    variables = os.environ | {"CARGO_TARGET_DIR": str(target(project) / "musl")}
    musl = tools.run([str(ROOT / ".ci/musl"), str(project), program], env=variables).strip()
    return Binaries(dynamic, static, keep(Path(musl), f"{program}-musl"))


def keep(binary: Path, name: str) -> Path:
    """A copy that the next build does not overwrite.

    It comes from the disk when it is run. What the system still has in memory of a file that was just written lies in
    larger pieces, each of which counts as resident where a byte of it is read: a MiB more for a lookup.
    """
    kept = WORK / "bin" / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(binary, kept)
    with kept.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return kept


def program() -> Binaries:
    """This program."""
    return build_all(ROOT, "errexplain")


def empty() -> Binaries:
    """A `main` that does nothing, as the program's profile builds it."""
    manifest = tomllib.loads((ROOT / "Cargo.toml").read_text())
    profile = manifest["profile"]["release"]
    settings = profile | profile["package"][manifest["package"]["name"]]
    lines = [f"{key} = {toml(value)}" for key, value in settings.items() if key != "package"]
    project = WORK / "empty"
    (project / "src").mkdir(parents=True, exist_ok=True)
    package = f'[package]\nname = "empty"\nedition = "{manifest["workspace"]["package"]["edition"]}"\n[workspace]\n'
    (project / "Cargo.toml").write_text(package + "[profile.release]\n" + "\n".join(lines) + "\n")
    (project / "src/main.rs").write_text("fn main() {}\n")
    return build_all(project, "empty")


def toml(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')


def copy() -> Path:
    """A copy of the project, to be changed. All of it is newer than what was built of the copy before."""
    project = WORK / "copy"
    shutil.rmtree(project, ignore_errors=True)
    files = tools.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT)
    for file in files.split("\0"):
        if file and (ROOT / file).is_file():
            (project / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, project / file)
    return project

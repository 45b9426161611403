"""Sizes of what is downloaded, and how long builds take."""

import shutil
import time
from pathlib import Path

import builds
import tools

# The article that is edited.
ARTICLE = "registry/win32/articles/*/ERROR_ACCESS_DENIED.md"


def seconds(*arguments: str, project: Path = builds.ROOT) -> float:
    """How long cargo takes."""
    begin = time.monotonic()
    builds.cargo(*arguments, project=project)
    return time.monotonic() - begin


def clean_build() -> float:
    """Seconds of a release build from nothing but downloaded sources."""
    builds.cargo("fetch")
    shutil.rmtree(builds.target(builds.ROOT), ignore_errors=True)
    return seconds("build", "--release")


def rebuild() -> float:
    """Seconds of a development build after a sentence was added to an article."""
    project = builds.copy()
    builds.cargo("build", project=project)
    (article,) = project.glob(ARTICLE)
    text = article.read_text()
    article.write_text(text.replace("## Meaning\n", "## Meaning\nA sentence that was not there before.\n", 1))
    return seconds("build", project=project)


def measure(binaries: builds.Binaries) -> dict[str, int]:
    """Bytes: of the binaries, of the one of an archive compressed, and of the packages."""
    packages = builds.target(builds.ROOT) / "package"
    shutil.rmtree(packages, ignore_errors=True)
    builds.cargo("package", "--workspace", "--allow-dirty", "--no-verify")
    compressed = builds.keep(binaries.musl, "musl-to-compress")
    tools.run(["xz", "-9e", "--force", str(compressed)])
    return (
        {linked: getattr(binaries, linked).stat().st_size for linked in builds.LINKED}
        | {"xz": compressed.with_suffix(".xz").stat().st_size}
        | {crate.stem: crate.stat().st_size for crate in sorted(packages.glob("*.crate"))}
    )

"""The version of the package is the version of the project."""
import pathlib
import re

PACKAGE = pathlib.Path(__file__).resolve().parents[1]


def project_folder():
    """Where the C++ tree stands: inside a source distribution, or around the package in a clone."""
    inside = PACKAGE / "project"
    return inside if inside.is_dir() else PACKAGE.parent


def dynamic_metadata(field, settings=None):
    found = re.search(r"^project\(bangvang VERSION ([0-9.]+)",
                      (project_folder() / "CMakeLists.txt").read_text(encoding="utf-8"), re.MULTILINE)
    if field != "version" or not found:
        raise RuntimeError(f"{project_folder()}: its CMakeLists.txt names no version of bangvang")
    return found[1]

"""scikit-build-core, with what the package needs from outside this folder laid into it meanwhile.

In a clone the C++ tree, the grammars and the licences stand beside `python/`; a source distribution
holds them under `project/`. So `pip install ./python`, `pip wheel` and `python -m build` work alike
on both.
"""
import contextlib
import pathlib
import shutil

from scikit_build_core import build as _build

from project_version import PACKAGE, project_folder

LICENCES = ["LICENSE", "NOTICE"]
TREE = ["CMakeLists.txt", "LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "cmake", "extractor",
        "grammars"]


@contextlib.contextmanager
def _laid(folder: pathlib.Path, names: list[str]):
    """Copies of what the project has under these names, while the context lasts."""
    made = []
    try:
        for name in names:
            source, target = project_folder() / name, folder / name
            if target.exists():
                continue
            made.append(target)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, target)
        yield
    finally:
        for target in made:
            shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)


def _with_licences(hook):
    def run(*arguments, **named):
        with _laid(PACKAGE, LICENCES):
            return hook(*arguments, **named)
    return run


def build_sdist(sdist_directory, config_settings=None):
    inside = PACKAGE / "project"
    if inside.is_dir():
        return _with_licences(_build.build_sdist)(sdist_directory, config_settings)
    tree = pathlib.Path(str(inside) + ".laid")  # under its name only when it is whole
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir()
    try:
        with _laid(PACKAGE, LICENCES), _laid(tree, TREE):
            tree.rename(inside)
            return _build.build_sdist(sdist_directory, config_settings)
    finally:
        shutil.rmtree(inside, ignore_errors=True)
        shutil.rmtree(tree, ignore_errors=True)


get_requires_for_build_sdist = _build.get_requires_for_build_sdist
get_requires_for_build_wheel = _build.get_requires_for_build_wheel
get_requires_for_build_editable = _build.get_requires_for_build_editable
prepare_metadata_for_build_wheel = _with_licences(_build.prepare_metadata_for_build_wheel)
prepare_metadata_for_build_editable = _with_licences(_build.prepare_metadata_for_build_editable)
build_wheel = _with_licences(_build.build_wheel)
build_editable = _with_licences(_build.build_editable)

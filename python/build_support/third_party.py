"""Lays the terms of every library that is inside a wheel into it.

usage: third_party.py WHEEL INSTALLED FOLDER

Libraries that auditwheel put in lie in `bangvang.libs`; the packages they came from are those that the
command and the module of INSTALLED find at run time. Others become part of our code when it is
compiled. The new wheel goes to FOLDER.
"""
import importlib.metadata
import pathlib
import re
import subprocess
import sys
import tempfile

# Compiled in; docs/dependencies.md.
HEADERS = ["libtomlplusplus-dev", "nlohmann-json3-dev", "libboost1.74-dev"]


def output(*command):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout


def packages_of(libraries, command):
    """The Debian packages of the shared libraries a wheel carries, by the names auditwheel gives them:
    libre2-1a2b3c4d.so.9.0.0 was libre2.so.9.0.0, libpqxx-6-1a2b3c4d.4.so was libpqxx-6.4.so."""
    stems = {re.sub(r"-[0-9a-f]{8}(?=\.)", "", path.name, count=1).split(".so")[0] for path in libraries}
    packages = set()
    for line in output("ldd", command).splitlines():
        found = re.search(r"=> (/\S+)", line)
        if not found or pathlib.Path(found[1]).name.split(".so")[0] not in stems:
            continue
        stems.discard(pathlib.Path(found[1]).name.split(".so")[0])
        for path in (found[1], pathlib.Path(found[1]).resolve(), "/usr" + found[1]):
            owner = subprocess.run(["dpkg", "-S", str(path)], capture_output=True, text=True).stdout
            if owner:
                packages.add(owner.split(":")[0])
                break
        else:
            sys.exit(f"third_party: no package owns {found[1]}")
    if stems:
        sys.exit(f"third_party: where these came from is not known: {sorted(stems)}")
    return packages


def terms_of_nanobind():
    """Its own, and those at the head of the table it is built upon."""
    nanobind = importlib.metadata.distribution("nanobind")
    table = next(f for f in nanobind.files if f.name == "robin_map.h").locate().read_text()
    return {"nanobind": nanobind.read_text("licenses/LICENSE"), "robin-map": table.split("*/")[0]}


def main(wheel, installed, folder):
    with tempfile.TemporaryDirectory() as scratch:
        output(sys.executable, "-m", "wheel", "unpack", "-d", scratch, wheel)
        [tree] = pathlib.Path(scratch).iterdir()
        [info] = tree.glob("*.dist-info")
        terms = info / "licenses/third_party"
        terms.mkdir(parents=True)
        libraries = list((tree / "bangvang.libs").iterdir())
        packages = packages_of(libraries, pathlib.Path(installed, "bin/bangvang")) | set(HEADERS)
        for package in sorted(packages):
            text = pathlib.Path("/usr/share/doc", package, "copyright").read_bytes()
            (terms / f"{package}.txt").write_bytes(text)
        for name, text in terms_of_nanobind().items():
            (terms / f"{name}.txt").write_text(text)
        output(sys.executable, "-m", "wheel", "pack", "-d", folder, tree)
        print(f"{pathlib.Path(wheel).name}: terms of {len(packages) + 2} libraries, "
              f"{len(libraries)} of them inside")


if __name__ == "__main__":
    main(*sys.argv[1:])

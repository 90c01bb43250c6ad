"""The files of a Spark job: listed by the driver, brought near by the workers, by Hadoop's connectors
wherever they are."""
from __future__ import annotations

import contextlib
import dataclasses
import glob
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import typing
import xml.sax.saxutils
from collections.abc import Iterator

from ._errors import ExtractionError

# What is read of a folder, as by the command; Parquet beside it.
_WANTED = re.compile(r"\.(html?|xhtml|txt|jsonl|ndjson|corpus|warc)(\.gz)?$|\.parquet$")
_PATH_LIST = re.compile(r"\.paths(\.gz)?$")


@dataclasses.dataclass(frozen=True, order=True)
class File:
    uri: str
    bytes: int
    modified: int  # milliseconds of the epoch, as the file system says

    @property
    def path(self) -> str | None:
        """Its path on this machine, if that is where it is."""
        return self.uri[len("file:"):] if self.uri.startswith("file:") else None


class Lister:
    """Finds files through the driver's Java, with its connectors and settings."""

    def __init__(self, spark: typing.Any):
        self._java = spark._jvm.org.apache.hadoop
        self._conf = spark._jsc.hadoopConfiguration()
        self._codecs = self._java.io.compress.CompressionCodecFactory(self._conf)
        self._text = spark._jvm.org.apache.commons.io.IOUtils

    def files(self, inputs: list[str], base: str) -> tuple[list[File], list[ExtractionError]]:
        """The files behind paths, patterns, folders and lists of paths (*.paths, *.paths.gz, whose
        relative entries stand below `base`), and what is wrong with the others."""
        found: dict[str, File] = {}
        errors = []
        for name in inputs:
            try:
                names = [base + line for line in self._lines(name)] if _PATH_LIST.search(name) else [name]
                for each in names:
                    for file in self._below(each):
                        found[file.uri] = file
            except ExtractionError as error:
                errors.append(error)
        return sorted(found.values()), errors

    def _below(self, name: str) -> Iterator[File]:
        path = self._java.fs.Path(name)
        system = self._call(name, lambda: path.getFileSystem(self._conf))
        statuses = self._call(name, lambda: system.globStatus(path))
        if not statuses:
            raise ExtractionError("unreadable", name, "", "does not exist")
        for status in statuses:
            if not status.isDirectory():
                yield _file(status)
                continue
            below = self._call(name, lambda: system.listFiles(status.getPath(), True))
            while below.hasNext():
                file = _file(below.next())
                if _WANTED.search(file.uri) and "/." not in file.uri:
                    yield file

    def _lines(self, name: str) -> list[str]:
        path = self._java.fs.Path(name)
        system = self._call(name, lambda: path.getFileSystem(self._conf))
        stream = self._call(name, lambda: system.open(path))
        codec = self._codecs.getCodec(path)
        if codec is not None:
            stream = self._call(name, lambda: codec.createInputStream(stream))
        text = self._call(name, lambda: bytes(self._text.toByteArray(stream)))
        stream.close()
        return [line for line in text.decode("utf-8", "replace").split("\n") if line.strip()]

    def _call(self, name: str, call: typing.Any) -> typing.Any:
        from py4j.protocol import Py4JJavaError
        try:
            return call()
        except Py4JJavaError as error:
            reason = str(error.java_exception.getMessage() or error.java_exception).split("\n")[0]
            raise ExtractionError("unreadable", name, "", f"cannot be read: {reason}") from None


def _file(status: typing.Any) -> File:
    uri = status.getPath().toString()
    return File(uri, status.getLen(), status.getModificationTime())


@contextlib.contextmanager
def nearby(file: File, settings: dict[str, str]) -> Iterator[str]:
    """A path on this machine where the file can be read. One that lies elsewhere is copied by a Java of
    its own with Hadoop's connectors, so that no more than the machine's disk is needed for it."""
    if file.path is not None:
        yield file.path
        return
    with tempfile.TemporaryDirectory(prefix="bangvang-") as folder:
        path = os.path.join(folder, os.path.basename(file.uri) or "file")
        _site(pathlib.Path(folder, "core-site.xml"), settings)
        done = subprocess.run([_java(), "-Xmx256m", "-cp", os.pathsep.join([folder, _jars()]),
                               "org.apache.hadoop.fs.FsShell", "-copyToLocal", file.uri, path],
                              capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip() or f"status {done.returncode}").split("\n")[-1]
            raise ExtractionError("unreadable", file.uri, "", f"cannot be fetched: {reason}")
        yield path


def _site(path: pathlib.Path, settings: dict[str, str]) -> None:
    """Settings go by a file of our own, since arguments can be seen by every user of the machine."""
    escape = xml.sax.saxutils.escape
    path.touch(mode=0o600)
    path.write_text("<configuration>" + "".join(
        f"<property><name>{escape(name)}</name><value>{escape(value)}</value></property>"
        for name, value in settings.items()) + "</configuration>")


def _jars() -> str:
    home = os.environ.get("SPARK_HOME")
    if not home or not glob.glob(os.path.join(home, "jars", "*.jar")):
        import pyspark
        home = os.path.dirname(pyspark.__file__)
    return os.path.join(home, "jars", "*")


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    return os.path.join(home, "bin", "java") if home else shutil.which("java") or "java"

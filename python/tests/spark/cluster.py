"""A standalone Spark on loopback: a master and workers, each a process group of its own."""
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import pyspark

SPARK = pathlib.Path(pyspark.__file__).parent
START_SECONDS = 120
# What runs for seconds is not worth the second compiler.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
ENVIRONMENT = {**os.environ, "SPARK_HOME": str(SPARK), "SPARK_LOCAL_IP": "127.0.0.1",
               "PYSPARK_PYTHON": sys.executable, "SPARK_NO_DAEMONIZE": "1",
               "SPARK_DAEMON_JAVA_OPTS": QUICK}


class Cluster:
    """Use as a context. `folder` keeps logs and what executors write."""

    def __init__(self, folder, workers=2, cores=1):
        self.folder, self._wanted, self._cores = folder, workers, cores
        self.workers = []

    def __enter__(self):
        self.folder.mkdir(parents=True)
        self._master = self._start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1",
                                   "--port", "0", "--webui-port", "0")
        self.url = self._said("master", r"Starting Spark master at (spark://\S+)")
        for number in range(self._wanted):
            self.workers.append(self._start(
                f"worker-{number}", "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1",
                "--webui-port", "0", "--cores", str(self._cores), "--memory", "1g", "--work-dir",
                str(self.folder / f"work-{number}"), self.url))
        for number in range(self._wanted):
            self._said(f"worker-{number}", r"(Successfully registered with master)")
        return self

    def __exit__(self, *_):
        for process in [*self.workers, self._master]:
            kill(process)

    def _start(self, name, *arguments):
        with open(self.folder / f"{name}.log", "wb") as log:
            return subprocess.Popen([SPARK / "bin/spark-class", *arguments], stdout=log,
                                    stderr=subprocess.STDOUT, env=ENVIRONMENT, start_new_session=True)

    def _said(self, name, pattern):
        return wait_for(lambda: re.search(pattern, (self.folder / f"{name}.log").read_text()),
                        f"{name} to say {pattern}")[1]

    def options(self, java=QUICK):
        """Of spark-submit, for small machines."""
        return ["--master", self.url, "--driver-memory", "1g", "--executor-memory", "768m",
                "--driver-java-options", java, "--conf", f"spark.executor.extraJavaOptions={java}",
                "--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.driver.bindAddress=127.0.0.1",
                "--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=8",
                "--conf", f"spark.local.dir={self.folder / 'scratch'}"]


def kill(process):
    """The process with all it has started, at once, as when a machine goes."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def wait_for(condition, what, seconds=START_SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.2)
    raise TimeoutError(f"waited in vain for {what}")

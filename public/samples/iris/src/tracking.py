"""Logs to an MLflow tracking server through its REST API, with nothing but the standard library.

The server and the run come from the variables that Azure Machine Learning sets in a job. Without them everything is
printed, so the training can be tried anywhere.
"""
import json
import os
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request

# A server that is being restarted is worth waiting for; a training that took hours is not to be lost to it.
RETRY_SECONDS = 120


class Run:
    """One MLflow run that exists already."""

    def __init__(self, tracking_uri, run_id, token):
        # Azure's own scheme stands for https.
        base = tracking_uri.rstrip("?/")
        self.api = base.replace("azureml://", "https://", 1) + "/api/2.0"
        self.run_id = run_id
        self.token = token
        info = self._get("/mlflow/runs/get", {"run_id": run_id})["run"]["info"]
        self.artifact_uri = info["artifact_uri"]

    def log_params(self, params):
        pairs = [{"key": key, "value": str(value)} for key, value in params.items()]
        self._post("/mlflow/runs/log-batch", {"run_id": self.run_id, "params": pairs})

    def log_metrics(self, metrics, step):
        now = int(time.time() * 1000)
        points = [{"key": key, "value": value, "timestamp": now, "step": step} for key, value in metrics.items()]
        self._post("/mlflow/runs/log-batch", {"run_id": self.run_id, "metrics": points})

    def set_tags(self, tags):
        pairs = [{"key": key, "value": value} for key, value in tags.items()]
        self._post("/mlflow/runs/log-batch", {"run_id": self.run_id, "tags": pairs})

    def log_folder(self, folder, artifact_path):
        """Uploads all files of a folder as artifacts below artifact_path."""
        if not self.artifact_uri.startswith("mlflow-artifacts:/"):
            # Azure's own artifact store has no upload through MLflow's REST API, but it collects ./outputs.
            shutil.copytree(folder, os.path.join("outputs", artifact_path), dirs_exist_ok=True)
            return
        root = self.artifact_uri[len("mlflow-artifacts:/"):].strip("/")
        for parent, _, files in os.walk(folder):
            for name in files:
                path = os.path.join(parent, name)
                relative = os.path.relpath(path, folder).replace(os.sep, "/")
                target = urllib.parse.quote(f"{root}/{artifact_path}/{relative}")
                with open(path, "rb") as file:
                    self._send("PUT", f"/mlflow-artifacts/artifacts/{target}", file.read(), "application/octet-stream")

    def _get(self, path, query):
        return self._send("GET", f"{path}?{urllib.parse.urlencode(query)}")

    def _post(self, path, body):
        return self._send("POST", path, json.dumps(body, allow_nan=False).encode())

    def _send(self, method, path, body=None, content_type="application/json"):
        request = urllib.request.Request(self.api + path, data=body, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        if body is not None:
            request.add_header("Content-Type", content_type)
        give_up = time.monotonic() + RETRY_SECONDS
        while True:
            try:
                with urllib.request.urlopen(request, timeout=30) as response:
                    return json.loads(response.read() or b"{}")
            except urllib.error.HTTPError as error:
                if error.code not in (429, 500, 502, 503, 504) or time.monotonic() > give_up:
                    detail = error.read().decode(errors="replace")
                    raise RuntimeError(f"{method} {path} was answered with {error.code}: {detail}") from None
            except OSError:
                if time.monotonic() > give_up:
                    raise
            time.sleep(1)


class PrintedRun:
    """Stands in where there is no tracking server."""

    def log_params(self, params):
        print("params", params)

    def log_metrics(self, metrics, step):
        """Nothing to do: the training prints its progress itself."""

    def set_tags(self, tags):
        print("tags", tags)

    def log_folder(self, folder, artifact_path):
        shutil.copytree(folder, os.path.join("outputs", artifact_path), dirs_exist_ok=True)
        print(f"{artifact_path} written to outputs/{artifact_path}")


def current_run():
    """The run of the job that this script runs in."""
    tracking_uri, run_id = os.environ.get("MLFLOW_TRACKING_URI"), os.environ.get("MLFLOW_RUN_ID")
    if not tracking_uri or not run_id:
        return PrintedRun()
    return Run(tracking_uri, run_id, os.environ.get("MLFLOW_TRACKING_TOKEN", ""))

"""A stand-in for MLflow's fluent API on machines without MLflow: runs, parameters, metrics, tags and artifacts.

It speaks MLflow's REST API to MLFLOW_TRACKING_URI with nothing but the standard library. A real installation always
comes first (see ../site/sitecustomize.py). What it lacks says so when it is used.
"""
import atexit
import json
import math
import os
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings

__version__ = "0+trainyard.standin"

# Time to wait for a server that is being restarted.
_RETRY_SECONDS = 120

print("mlflow is not installed: a stand-in logs parameters, metrics, tags and artifacts.", file=sys.stderr)


class MlflowException(Exception):
    def __init__(self, message, error_code="INTERNAL_ERROR"):
        super().__init__(message)
        self.error_code = error_code


class _Fields:
    def __init__(self, **fields):
        self.__dict__.update(fields)


class ActiveRun:
    """A run; ends with the ``with`` block it stands in."""

    def __init__(self, run):
        info = run["info"]
        self.info = _Fields(**info)
        data = run.get("data", {})
        self.data = _Fields(
            metrics={entry["key"]: entry["value"] for entry in data.get("metrics", [])},
            params={entry["key"]: entry["value"] for entry in data.get("params", [])},
            tags={entry["key"]: entry["value"] for entry in data.get("tags", [])},
        )

    def __enter__(self):
        return self

    def __exit__(self, error_type, error, trace):
        end_run("FINISHED" if error_type is None else "FAILED")


_runs = []
_tracking_uri = os.environ.get("MLFLOW_TRACKING_URI", "")
_experiment_id = os.environ.get("MLFLOW_EXPERIMENT_ID")


def set_tracking_uri(uri):
    global _tracking_uri
    _tracking_uri = uri


def get_tracking_uri():
    return _tracking_uri


def set_experiment(experiment_name=None, experiment_id=None):
    global _experiment_id
    if experiment_id is None:
        try:
            found = _call("GET", "experiments/get-by-name", {"experiment_name": experiment_name})
            experiment_id = found["experiment"]["experiment_id"]
        except MlflowException as error:
            if error.error_code != "RESOURCE_DOES_NOT_EXIST":
                raise
            experiment_id = _call("POST", "experiments/create", {"name": experiment_name})["experiment_id"]
    _experiment_id = experiment_id


def start_run(run_id=None, experiment_id=None, run_name=None, nested=False, tags=None):
    """The run of the job, when it is not taken yet and no other is asked for; otherwise a new run."""
    if _runs and not nested:
        raise MlflowException(f"Run {_runs[-1].info.run_id} is active already; end it, or pass nested=True.")
    job_run_id = os.environ.get("MLFLOW_RUN_ID")
    run_id = run_id or (None if _runs else job_run_id)
    if run_id:
        run = _call("GET", "runs/get", {"run_id": run_id})["run"]
        _call("POST", "runs/update", {"run_id": run_id, "status": "RUNNING"})
    else:
        parent = [{"key": "mlflow.parentRunId", "value": _runs[-1].info.run_id}] if _runs else []
        run = _call("POST", "runs/create", {
            "experiment_id": experiment_id or _experiment_id or "0",
            "run_name": run_name or "",
            "start_time": _now(),
            "tags": parent,
        })["run"]
    _runs.append(ActiveRun(run))
    if tags:
        set_tags(tags)
    return _runs[-1]


def active_run():
    return _runs[-1] if _runs else None


def end_run(status="FINISHED"):
    if _runs:
        run = _runs.pop()
        _call("POST", "runs/update", {"run_id": run.info.run_id, "status": status, "end_time": _now()})


def log_metric(key, value, step=None, **_):
    log_metrics({key: value}, step)


def log_metrics(metrics, step=None, **_):
    now = _now()
    points = [{"key": key, "value": _number(value), "timestamp": now, "step": step or 0} for key, value in metrics.items()]
    _log_batch("metrics", points, 1000)


def log_param(key, value, **_):
    log_params({key: value})
    return value


def log_params(params, **_):
    _log_batch("params", [{"key": key, "value": str(value)} for key, value in params.items()], 100)


def set_tag(key, value, **_):
    set_tags({key: value})


def set_tags(tags, **_):
    _log_batch("tags", [{"key": key, "value": str(value)} for key, value in tags.items()], 100)


def log_artifact(local_path, artifact_path=None, **_):
    if os.path.isdir(local_path):
        name = os.path.basename(os.path.abspath(local_path))
        log_artifacts(local_path, f"{artifact_path}/{name}" if artifact_path else name)
        return
    name = os.path.basename(local_path)
    with open(local_path, "rb") as file:
        _put_artifact(f"{artifact_path}/{name}" if artifact_path else name, file.read())


def log_artifacts(local_dir, artifact_path=None, **_):
    for parent, _, files in os.walk(local_dir):
        below = os.path.relpath(parent, local_dir).replace(os.sep, "/")
        folder = "/".join(part for part in (artifact_path, "" if below == "." else below) if part)
        for name in files:
            log_artifact(os.path.join(parent, name), folder or None)


def log_text(text, artifact_file, **_):
    _put_artifact(artifact_file, text.encode())


def log_dict(dictionary, artifact_file, **_):
    # JSON is YAML, too, so this serves both endings that MLflow knows.
    log_text(json.dumps(dictionary, indent=2), artifact_file)


def log_figure(figure, artifact_file, **_):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, os.path.basename(artifact_file))
        figure.savefig(path)
        log_artifact(path, os.path.dirname(artifact_file) or None)


def autolog(*_, **__):
    warnings.warn("mlflow.autolog does nothing: mlflow is not installed, this is a stand-in.")


def __getattr__(name):
    raise AttributeError(f"The stand-in for mlflow has no '{name}'. Install mlflow where this job runs to use it.")


def _active():
    return _runs[-1] if _runs else start_run()


def _log_batch(kind, entries, limit):
    run_id = _active().info.run_id
    for start in range(0, len(entries), limit):
        _call("POST", "runs/log-batch", {"run_id": run_id, kind: entries[start:start + limit]})


def _put_artifact(path, content):
    uri = _active().info.artifact_uri
    scheme = "mlflow-artifacts:/"
    if not uri.startswith(scheme):
        raise MlflowException(f"The stand-in for mlflow cannot upload to {uri}.")
    target = urllib.parse.quote(uri[len(scheme):].strip("/") + "/" + path)
    _send("PUT", f"mlflow-artifacts/artifacts/{target}", content, "application/octet-stream")


def _number(value):
    value = float(value)
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")


def _now():
    return int(time.time() * 1000)


def _call(method, path, fields):
    if method == "GET":
        return _send(method, f"mlflow/{path}?{urllib.parse.urlencode(fields)}")
    return _send(method, f"mlflow/{path}", json.dumps(fields, allow_nan=False).encode(), "application/json")


def _send(method, path, body=None, content_type=None):
    if not _tracking_uri:
        raise MlflowException("MLFLOW_TRACKING_URI is not set, and the stand-in for mlflow has no store of its own.")
    request = urllib.request.Request(f"{_tracking_uri.rstrip('/')}/api/2.0/{path}", data=body, method=method)
    request.add_header("Authorization", f"Bearer {os.environ.get('MLFLOW_TRACKING_TOKEN', '')}")
    if content_type:
        request.add_header("Content-Type", content_type)
    give_up = time.monotonic() + _RETRY_SECONDS
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.loads(response.read() or b"{}")
        except urllib.error.HTTPError as error:
            if error.code not in (408, 429, 500, 502, 503, 504) or time.monotonic() > give_up:
                raise _exception(error) from None
        except OSError as error:
            if time.monotonic() > give_up:
                raise MlflowException(f"{_tracking_uri} does not answer: {error}") from error
        time.sleep(1)


def _exception(error):
    text = error.read().decode(errors="replace")
    try:
        answer = json.loads(text)
    except ValueError:
        answer = {}
    return MlflowException(answer.get("message", text), answer.get("error_code", "INTERNAL_ERROR"))


@atexit.register
def _end_all_runs():
    while _runs:
        end_run()

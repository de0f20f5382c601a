"""A stand-in for MLflow's fluent API on machines without MLflow: runs, parameters, metrics, tags and artifacts.

It speaks MLflow's REST API to MLFLOW_TRACKING_URI with nothing but the standard library. A real installation always
comes first (see ../site/sitecustomize.py). What it lacks says so when it is used.
"""
import atexit
import json
import math
import os
import random
import re
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import warnings

__version__ = "0+trainyard.standin"

# Time to wait for a server that is being restarted.
_RETRY_SECONDS = 120

print("mlflow is not installed: a stand-in logs parameters, metrics, tags and artifacts.", file=sys.stderr)


class MlflowException(Exception):
    def __init__(self, message, error_code="INTERNAL_ERROR"):
        super().__init__(message)
        self.error_code = error_code


class RestException(MlflowException):
    """A refusal of the server, in the words in which stock mlflow raises it."""

    def __init__(self, answer, status):
        error_code = answer.get("error_code", "INTERNAL_ERROR")
        super().__init__(f"{error_code}: {answer.get('message', answer)}", error_code)
        self.json = answer
        self.status = status


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
_tables = []
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
    log_text(json.dumps(dictionary, indent=2, default=str), artifact_file)


def log_figure(figure, artifact_file, *, save_kwargs=None):
    extension = os.path.splitext(artifact_file)[1]
    if hasattr(figure, "savefig"):
        save = figure.savefig
    elif hasattr(figure, "write_html") and extension == ".html":
        save = figure.write_html
    elif hasattr(figure, "write_image") and extension in (".png", ".jpeg", ".webp", ".svg", ".pdf"):
        save = figure.write_image
    elif hasattr(figure, "write_image"):
        raise TypeError(f"Unsupported file extension for plotly figure: '{extension}'")
    else:
        raise TypeError(f"Unsupported figure object type: '{type(figure)}'")
    _save_artifact(lambda path: save(path, **(save_kwargs or {})), artifact_file)


def log_image(image, artifact_file=None, key=None, step=None, timestamp=None, synchronous=None):
    """An image of PIL, as one file or, with ``key``, as one of a series over steps."""
    if artifact_file is not None and any(given is not None for given in (key, step, timestamp)):
        raise TypeError("log_image takes `artifact_file` alone, or `key` with `step` and `timestamp`.")
    if artifact_file is None and key is None:
        raise TypeError("Invalid arguments: log_image needs one of `artifact_file` and `key`.")
    if not (hasattr(image, "save") and hasattr(image, "resize")):
        raise TypeError(
            f"Unsupported image object type: {type(image)}. The stand-in for mlflow takes a PIL.Image.Image; "
            "PIL.Image.fromarray makes one of a numpy.ndarray."
        )
    if artifact_file is not None:
        _save_artifact(image.save, artifact_file)
        return
    if not re.match(r"^[a-zA-Z0-9_\-./ ]+$", key):
        raise ValueError(f"The `key` parameter has characters that no image may have in its key: {key}")
    # The names that stock mlflow gives, whose UI and ours find them by: log_image in
    # https://github.com/mlflow/mlflow/blob/v3.0.0/mlflow/tracking/client.py. The part behind the last % begins with
    # none of a to f, or it could be taken for an escape. Newer versions join the parts by +.
    unique = random.choice("ghijklmnopqrstuvwxyz") + str(uuid.uuid4())[1:]
    name = f"images/{key.replace('/', '#')}%step%{step or 0}%timestamp%{timestamp or _now()}%{unique}"
    _save_artifact(image.save, f"{name}.png")
    _save_artifact(_thumbnail(image).save, f"{name}%compressed.webp")
    set_tag("mlflow.loggedImages", True)


def log_table(data, artifact_file, **_):
    """A dict of lists, or a pandas.DataFrame; rows are added to those of a table that is there."""
    if not artifact_file.endswith(".json"):
        raise ValueError(f"Invalid artifact file path '{artifact_file}': the stand-in for mlflow writes .json tables.")
    if hasattr(data, "to_dict"):
        data = data.to_dict(orient="list")
    if not isinstance(data, dict):
        raise MlflowException("data must be a pandas.DataFrame or a dictionary", "INVALID_PARAMETER_VALUE")
    columns = {name: values if isinstance(values, list) else [values] for name, values in data.items()}
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    before = _get_json_artifact(artifact_file)
    if before and before["columns"] != list(columns):
        raise MlflowException(f"'{artifact_file}' has other columns: {before['columns']}", "INVALID_PARAMETER_VALUE")
    table = {"columns": list(columns), "data": (before["data"] if before else []) + rows}
    log_text(json.dumps(table, default=str), artifact_file)
    if artifact_file not in _tables:
        _tables.append(artifact_file)
    set_tag("mlflow.loggedArtifacts", json.dumps([{"path": path, "type": "table"} for path in _tables]))


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
    _send("PUT", _artifact_address(path), content, "application/octet-stream")


def _get_json_artifact(path):
    try:
        return _send("GET", _artifact_address(path))
    except RestException as error:
        if error.status != 404:
            raise
        return None


def _artifact_address(path):
    uri = _active().info.artifact_uri
    scheme = "mlflow-artifacts:/"
    if not uri.startswith(scheme):
        raise MlflowException(f"The stand-in for mlflow cannot reach {uri}.")
    return "mlflow-artifacts/artifacts/" + urllib.parse.quote(uri[len(scheme):].strip("/") + "/" + path)


def _save_artifact(save, artifact_file):
    """Lets an object write the file itself: it picks the format by the ending."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, os.path.basename(artifact_file))
        save(path)
        log_artifact(path, os.path.dirname(artifact_file) or None)


def _thumbnail(image):
    """The longer side has 256 pixels, as in stock mlflow."""
    scale = 256 / max(image.size)
    return image.resize(tuple(max(1, int(side * scale)) for side in image.size))


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
        answer = {"message": text}
    return RestException(answer, error.code)


@atexit.register
def _end_all_runs():
    while _runs:
        end_run()

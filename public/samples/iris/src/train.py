"""Trains a classifier of iris flowers: python train.py --iris-csv iris.csv

Needs Python 3.8 or newer and nothing else.
"""
import argparse
import csv
import json
import os
import platform
import random
import shutil
import tempfile
import time
from datetime import datetime, timezone

from boosting import BoostedTrees
from iris_model import FEATURES
from tracking import current_run

HERE = os.path.dirname(os.path.abspath(__file__))


def parse_args():
    parser = argparse.ArgumentParser(description="Train gradient boosted trees on the iris measurements.")
    parser.add_argument("--iris-csv", required=True, help="four measurements and the species, with a header row")
    parser.add_argument("--n-estimators", type=int, default=60, help="rounds of boosting")
    parser.add_argument("--learning-rate", type=float, default=0.1)
    parser.add_argument("--max-depth", type=int, default=2)
    parser.add_argument("--test-fraction", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds to wait after each round")
    return parser.parse_args()


def read_rows(path):
    """Measurements and species, from a file whose last column is the species."""
    with open(path, newline="", encoding="utf-8") as file:
        lines = [line for line in csv.reader(file) if line][1:]
    return [[float(value) for value in line[:4]] for line in lines], [line[-1] for line in lines]


def split_rows(rows, labels, test_fraction, seed):
    """Sets a part of every species aside: (train rows, train labels, test rows, test labels)."""
    shuffle = random.Random(seed)
    train, test = [], []
    for name in sorted(set(labels)):
        chosen = [index for index, label in enumerate(labels) if label == name]
        shuffle.shuffle(chosen)
        count = max(1, round(len(chosen) * test_fraction))
        test += chosen[:count]
        train += chosen[count:]
    return (
        [rows[index] for index in train],
        [labels[index] for index in train],
        [rows[index] for index in test],
        [labels[index] for index in test],
    )


def confusion_matrix(model, rows, labels):
    """Counts by true species, then by predicted species."""
    matrix = {true: {predicted: 0 for predicted in model.classes} for true in model.classes}
    for row, label in zip(rows, labels):
        matrix[label][model.predict(row)] += 1
    return matrix


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=2)
        file.write("\n")


def write_model(folder, model, example, run_id):
    """Writes a model folder that MLflow can load and serve; without MLflow, code/iris_model.py can."""
    version = platform.python_version()
    os.makedirs(os.path.join(folder, "code"))
    for name in ("boosting.py", "iris_model.py"):
        shutil.copy(os.path.join(HERE, name), os.path.join(folder, "code", name))
    write_json(os.path.join(folder, "model.json"), model.to_json())
    write_json(os.path.join(folder, "input_example.json"), {"columns": FEATURES, "data": [example]})
    inputs = json.dumps([{"type": "double", "name": name, "required": True} for name in FEATURES])
    outputs = json.dumps([{"type": "string", "required": True}])
    files = {
        "MLmodel": f"""artifact_path: model
flavors:
  python_function:
    code: code
    data: model.json
    env:
      conda: conda.yaml
      virtualenv: python_env.yaml
    loader_module: iris_model
    python_version: {version}
run_id: {run_id}
saved_input_example_info:
  artifact_path: input_example.json
  pandas_orient: split
  type: dataframe
signature:
  inputs: '{inputs}'
  outputs: '{outputs}'
  params: null
utc_time_created: '{datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")}'
""",
        "conda.yaml": f"""name: mlflow-env
channels:
  - conda-forge
dependencies:
  - python={version}
  - pip
  - pip:
      - mlflow
""",
        "python_env.yaml": f"python: {version}\nbuild_dependencies:\n  - pip\ndependencies:\n  - -r requirements.txt\n",
        "requirements.txt": "mlflow\n",
    }
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def main():
    args = parse_args()
    rows, labels = read_rows(args.iris_csv)
    train_rows, train_labels, test_rows, test_labels = split_rows(rows, labels, args.test_fraction, args.seed)
    print(f"{len(train_rows)} rows to train on, {len(test_rows)} set aside, Python {platform.python_version()}")

    run = current_run()
    run.log_params({
        "n_estimators": args.n_estimators,
        "learning_rate": args.learning_rate,
        "max_depth": args.max_depth,
        "test_fraction": args.test_fraction,
        "seed": args.seed,
        "train_rows": len(train_rows),
        "test_rows": len(test_rows),
    })

    model = BoostedTrees(sorted(set(labels)), args.learning_rate)
    test_accuracy = 0.0
    for step in range(1, args.n_estimators + 1):
        model.add_round(train_rows, train_labels, args.max_depth)
        train_loss, train_accuracy = model.evaluate(train_rows, train_labels)
        test_loss, test_accuracy = model.evaluate(test_rows, test_labels)
        run.log_metrics({
            "train_loss": train_loss,
            "test_loss": test_loss,
            "train_accuracy": train_accuracy,
            "test_accuracy": test_accuracy,
        }, step)
        print(
            f"[{step:3d}/{args.n_estimators}] loss {train_loss:.4f} / {test_loss:.4f} (train / test), "
            f"accuracy {train_accuracy:.3f} / {test_accuracy:.3f}",
            flush=True,
        )
        time.sleep(args.pause)

    os.makedirs("outputs", exist_ok=True)
    write_json(os.path.join("outputs", "confusion_matrix.json"), confusion_matrix(model, test_rows, test_labels))
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "model")
        os.makedirs(target)
        write_model(target, model, test_rows[0], os.environ.get("MLFLOW_RUN_ID", ""))
        run.log_folder(target, "model")
    run.set_tags({"model_type": "gradient boosted trees"})
    print(f"Accuracy on the rows set aside: {test_accuracy:.3f}")


if __name__ == "__main__":
    main()

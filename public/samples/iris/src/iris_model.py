"""The trained model as an MLflow "pyfunc": travels inside the model folder, together with boosting.py.

Without MLflow: ``python code/iris_model.py model.json 5.1 3.5 1.4 0.2``
"""
import json
import sys

from boosting import BoostedTrees

FEATURES = ["sepal_length", "sepal_width", "petal_length", "petal_width"]


class IrisModel:
    def __init__(self, trees):
        self.trees = trees

    def predict(self, model_input, params=None):
        """Names of species for a pandas DataFrame, a list of dicts or a list of lists."""
        if hasattr(model_input, "to_dict"):
            model_input = model_input.to_dict("records")
        rows = [[row[name] for name in FEATURES] if isinstance(row, dict) else row for row in model_input]
        return [self.trees.predict([float(value) for value in row]) for row in rows]


def _load_pyfunc(path):
    """The name is MLflow's: it calls this with the path of model.json."""
    with open(path, encoding="utf-8") as file:
        return IrisModel(BoostedTrees.from_json(json.load(file)))


if __name__ == "__main__":
    print(_load_pyfunc(sys.argv[1]).predict([sys.argv[2:]])[0])

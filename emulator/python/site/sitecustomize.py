"""Offers the stand-in for mlflow to jobs on machines where mlflow is not installed.

Python imports a module of this name at its start. The stand-in's folder goes to the end of the search path, so
anything else that is called mlflow comes first.
"""
import importlib.machinery
import importlib.util
import os
import sys

_here = os.path.dirname(os.path.abspath(__file__))


def _run_hidden_sitecustomize():
    """This file hides another of its name, such as a distribution's own; that one shall still run."""
    elsewhere = [path for path in sys.path if os.path.abspath(path or ".") != _here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", elsewhere)
    if spec and spec.loader:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


_run_hidden_sitecustomize()
if importlib.util.find_spec("mlflow") is None:
    sys.path.append(os.path.join(os.path.dirname(_here), "fallback"))

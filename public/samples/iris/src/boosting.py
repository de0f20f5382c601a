"""Gradient boosted regression trees for classification, with nothing but the standard library.

Each round fits one small tree per class to the gradient of the softmax loss; see J. H. Friedman, "Greedy function
approximation: a gradient boosting machine" (2001), algorithm 6. A tree is nested dicts, so a model is plain JSON:
``{"feature": 2, "threshold": 2.45, "left": ..., "right": ...}`` or ``{"value": 0.3}``.
"""
import math

MIN_ROWS_IN_LEAF = 3


def softmax(scores):
    """Turns a score per class into a probability per class."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def tree_value(tree, row):
    while "value" not in tree:
        tree = tree["left"] if row[tree["feature"]] <= tree["threshold"] else tree["right"]
    return tree["value"]


def fit_tree(rows, gradients, leaf_value, max_depth):
    """Fits a tree to gradients by least squares.

    leaf_value: takes the gradients of a leaf's rows and returns the leaf's value.
    """
    split = best_split(rows, gradients) if max_depth > 0 else None
    if split is None:
        return {"value": leaf_value(gradients)}
    feature, threshold = split
    is_left = [row[feature] <= threshold for row in rows]
    sides = []
    for side in (True, False):
        chosen = [index for index, left in enumerate(is_left) if left == side]
        side_rows = [rows[index] for index in chosen]
        side_gradients = [gradients[index] for index in chosen]
        sides.append(fit_tree(side_rows, side_gradients, leaf_value, max_depth - 1))
    return {"feature": feature, "threshold": threshold, "left": sides[0], "right": sides[1]}


def best_split(rows, gradients):
    """The feature and threshold that leave the least squared error, or None when no split helps."""
    count, total = len(rows), sum(gradients)
    best_gain, best = 1e-12, None
    for feature in range(len(rows[0])):
        order = sorted(range(count), key=lambda index: rows[index][feature])
        left_sum = 0.0
        for position in range(1, count):
            left_sum += gradients[order[position - 1]]
            below, above = rows[order[position - 1]][feature], rows[order[position]][feature]
            if below == above or min(position, count - position) < MIN_ROWS_IN_LEAF:
                continue
            right_sum = total - left_sum
            gain = left_sum ** 2 / position + right_sum ** 2 / (count - position) - total ** 2 / count
            if gain > best_gain:
                best_gain, best = gain, (feature, (below + above) / 2)
    return best


class BoostedTrees:
    """A classifier: for each class the trees of all rounds, whose values add up to the score of the class."""

    def __init__(self, classes, learning_rate, rounds=None):
        self.classes = classes
        self.learning_rate = learning_rate
        self.rounds = rounds or []

    def scores(self, row):
        return [
            sum(self.learning_rate * tree_value(trees[index], row) for trees in self.rounds)
            for index in range(len(self.classes))
        ]

    def probabilities(self, row):
        return softmax(self.scores(row))

    def predict(self, row):
        probabilities = self.probabilities(row)
        return self.classes[probabilities.index(max(probabilities))]

    def add_round(self, rows, labels, max_depth):
        """One more tree for every class."""
        probabilities = [self.probabilities(row) for row in rows]
        count = len(self.classes)

        def newton_step(gradients):
            # One step of Newton's method, as Friedman has it for several classes.
            curvature = sum(abs(g) * (1 - abs(g)) for g in gradients)
            return (count - 1) / count * sum(gradients) / max(curvature, 1e-9)

        trees = []
        for index, name in enumerate(self.classes):
            gradients = [(label == name) - p[index] for label, p in zip(labels, probabilities)]
            trees.append(fit_tree(rows, gradients, newton_step, max_depth))
        self.rounds.append(trees)

    def evaluate(self, rows, labels):
        """Mean log loss and accuracy."""
        loss, hits = 0.0, 0
        for row, label in zip(rows, labels):
            probabilities = self.probabilities(row)
            loss -= math.log(max(probabilities[self.classes.index(label)], 1e-15))
            hits += self.classes[probabilities.index(max(probabilities))] == label
        return loss / len(rows), hits / len(rows)

    def to_json(self):
        return {"classes": self.classes, "learning_rate": self.learning_rate, "rounds": self.rounds}

    @classmethod
    def from_json(cls, data):
        return cls(data["classes"], data["learning_rate"], data["rounds"])

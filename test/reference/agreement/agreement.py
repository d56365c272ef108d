"""Krippendorff's alpha by NLTK, Cohen's kappa by scikit-learn.

python agreement.py > agreement.json          (nltk 3.8, scikit-learn 1.6 or later, numpy 2)

Values are -1, 0, 1 or 1 to 5, null where an annotator did not judge a unit; one list an annotator.
NLTK has no ordinal distance: it is given one, the formula of Krippendorff 2011 over the pairable values.
"""
import json
from collections import Counter

import numpy as np
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score


def alpha(given, ordinal):
    units = [[(who, unit, given[who, unit]) for who in range(len(given)) if not np.isnan(given[who, unit])] for unit in range(given.shape[1])]
    data = [(str(who), str(unit), int(value)) for votes in units if len(votes) > 1 for who, unit, value in votes]
    times = Counter(value for _, _, value in data)

    def distance(a, b):
        if not ordinal:
            return float(a != b)
        low, high = min(a, b), max(a, b)
        return (sum(times[value] for value in times if low <= value <= high) - (times[a] + times[b]) / 2) ** 2

    return float(AnnotationTask(data=data, distance=distance).alpha())


rng = np.random.default_rng(7)
cases = []
for annotators, units, values, missing in [(2, 12, 3, 0), (2, 40, 3, 0.2), (3, 60, 3, 0.4), (5, 30, 5, 0.3), (4, 200, 3, 0.7)]:
    labels = np.arange(values) - (1 if values == 3 else -1)
    truth = rng.choice(labels, size=units, p=rng.dirichlet(np.full(values, 3)))
    given = np.where(rng.random((annotators, units)) < 0.6, truth, rng.choice(labels, size=(annotators, units))).astype(float)
    given[rng.random((annotators, units)) < missing] = np.nan
    both = ~np.isnan(given[0]) & ~np.isnan(given[1])
    kappa = lambda weights: float(cohen_kappa_score(given[0][both].astype(int), given[1][both].astype(int), weights=weights))
    cases.append({
        'given': [[None if np.isnan(value) else int(value) for value in row] for row in given],
        'nominal': alpha(given, False),
        'ordinal': alpha(given, True),
        'kappa': kappa(None),
        'kappaQuadratic': kappa('quadratic'),
    })
print(json.dumps(cases))

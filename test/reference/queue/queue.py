"""Scores for the next pair, by numpy with a fresh inverse for every step.

python queue.py > queue.json        (numpy 2)

steps: after each labelled pair, z' A^-1 z and log det(A + p (1 - p) z z') - log det A of each candidate.
disagreement: H(mean p) - mean H(p) of each row of probabilities.
"""
import json

import numpy as np

rng = np.random.default_rng(5)
DIMS, LABELLED, CANDIDATES, PENALTY = 6, 9, 5, 0.7
labelled = rng.normal(size=(LABELLED, DIMS)) * 2
candidates = rng.normal(size=(CANDIDATES, DIMS)) * 2
labelled_p = rng.uniform(0.02, 0.98, LABELLED)
candidate_p = rng.uniform(0.02, 0.98, CANDIDATES)


def log_det(matrix):
    return float(np.linalg.slogdet(matrix)[1])


information = PENALTY * np.eye(DIMS)
steps = []
for z, p in zip(labelled, labelled_p):
    information = information + p * (1 - p) * np.outer(z, z)
    inverse = np.linalg.inv(information)
    steps.append({
        'variances': [float(c @ inverse @ c) for c in candidates],
        'gains': [
            log_det(information + q * (1 - q) * np.outer(c, c)) - log_det(information)
            for c, q in zip(candidates, candidate_p)
        ],
    })


def entropy(p):
    p = np.asarray(p)
    with np.errstate(divide='ignore', invalid='ignore'):
        terms = np.nan_to_num(p * np.log(p)) + np.nan_to_num((1 - p) * np.log(1 - p))
    return -terms


ensembles = np.vstack([rng.uniform(size=(4, 7)), [[0, 1, 0, 1, 1, 0, 1]], [[0.3] * 7]])
print(json.dumps({
    'dims': DIMS,
    'penalty': PENALTY,
    'labelled': [{'difference': z.tolist(), 'probability': float(p)} for z, p in zip(labelled, labelled_p)],
    'candidates': [{'difference': z.tolist(), 'probability': float(p)} for z, p in zip(candidates, candidate_p)],
    'steps': steps,
    'disagreement': [
        {'probabilities': row.tolist(), 'value': float(entropy(row.mean()) - entropy(row).mean())}
        for row in ensembles
    ],
}, indent=1))

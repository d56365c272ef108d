"""Crowd-BT (Chen et al. 2013) by SciPy: the same posterior, minimised by another method.

python crowdBradleyTerry.py > crowdBradleyTerry.json          (numpy 2, scipy 1.17)

Rewards are held by half a win and half a loss against reward 0, reliabilities by Beta(2, 2). Intervals
are 95 % on the logit scale from the inverse of the whole Hessian, by central differences.
"""
import json

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_expit

rng = np.random.default_rng(11)


def simulate(records, responses, etas, share):
    votes = []
    for record in range(records):
        truth = rng.normal(0, 1.5, responses)
        own = []
        for i in range(responses):
            for j in range(i + 1, responses):
                for who, eta in enumerate(etas):
                    if rng.random() > share:
                        continue
                    first = rng.random() < expit(truth[i] - truth[j])
                    if rng.random() > eta:
                        first = not first
                    own.append([f'a{who}', i, j] if first else [f'a{who}', j, i])
        votes.append(own)
    return votes


def fit(records, responses):
    names = sorted({name for own in records for name, _, _ in own})
    rows = [(record * responses + i, record * responses + j, names.index(name)) for record, own in enumerate(records) for name, i, j in own]
    winner, loser, who = np.array(rows).T
    items = len(records) * responses

    def loss(x):
        s, eta = x[:items], expit(x[items:])[who]
        right = expit(s[winner] - s[loser])
        value = -np.sum(np.log(eta * right + (1 - eta) * (1 - right)))
        value -= 0.5 * np.sum(log_expit(s) + log_expit(-s))
        return value - np.sum(log_expit(x[items:]) + log_expit(-x[items:]))

    def gradient(x):
        s, eta = x[:items], expit(x[items:])[who]
        m = s[winner] - s[loser]
        p = eta * expit(m) + (1 - eta) * expit(-m)
        slope = (2 * eta - 1) * expit(m) * expit(-m) / p
        out = np.zeros_like(x)
        np.add.at(out, winner, -slope)
        np.add.at(out, loser, slope)
        np.add.at(out, items + who, -np.tanh(m / 2) * eta * (1 - eta) / p)
        out[:items] += 0.5 * np.tanh(s / 2)
        out[items:] += np.tanh(x[items:] / 2)
        return out

    start = np.concatenate([np.zeros(items), np.full(len(names), np.log(4))])
    best = minimize(loss, start, jac=gradient, method='trust-constr', options={'gtol': 1e-9, 'xtol': 1e-14, 'maxiter': 5000})
    h = 1e-5
    hessian = np.array([(gradient(best.x + h * e) - gradient(best.x - h * e)) / (2 * h) for e in np.eye(len(best.x))])
    se = np.sqrt(np.diag(np.linalg.inv((hessian + hessian.T) / 2)))[items:]
    logit = best.x[items:]
    z = 1.959964
    return [{'annotator': n, 'value': v, 'low': a, 'high': b} for n, v, a, b in zip(names, expit(logit).tolist(), expit(logit - z * se).tolist(), expit(logit + z * se).tolist())]


cases = []
for records, responses, etas, share in [(40, 2, [0.95, 0.8, 0.9, 0.7], 1), (25, 4, [0.95, 0.8, 0.9, 0.15], 0.8), (30, 3, [0.9, 0.9, 0.5, 0.8, 0.85], 0.7)]:
    votes = simulate(records, responses, etas, share)
    cases.append({'etas': etas, 'records': votes, 'fitted': fit(votes, responses)})
print(json.dumps(cases))

"""Records what other programs figure of data sets drawn at random.

One line a case in `drawn.jsonl`: groups of ratings with every figure they give, and
matrices of judgements with what they weigh. The shapes that go wrong most easily are
there on purpose: nobody, one and two people, all of one mind, nobody in the top two,
ties, a million. Numbers are kept to twelve digits. Null is what has no answer.
Run by `cargo xtask oracles`, after `record.py`, whose calls to scipy, statsmodels and
numpy these are.
"""

import json
import math
import warnings

import numpy
from record import INSIGHT, ROOT, Z, adjusted_wald, chart, difference_of_scores
from record import median_rank, two_shares, weights, wilson
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_chisquare

SEED = 20_250_611
RATINGS, MATRICES = 560, 120
SCALES = [(1, 5), (0, 10), (1, 7), (1, 3), (1, 10)]
# Under so many answers only counts are shown; the formulas are compared all the same
# where they need no share.
MINIMUM = 10
SHAPES = ["nobody", "one", "two", "few", "alike", "no top", "all top", "ties", "large"]


def drawn_counts(rng, steps, shape):
    """How often each of `steps` steps was given."""
    sizes = {"nobody": 0, "one": 1, "two": 2, "few": rng.integers(3, MINIMUM)}
    sizes["large"] = 10 ** int(rng.integers(4, 7))
    n = sizes.get(shape, rng.integers(MINIMUM, 300))
    likely = rng.dirichlet(numpy.full(steps, rng.choice([0.3, 1.0, 4.0])))
    if shape == "alike":
        likely = numpy.eye(steps)[rng.integers(steps)]
    elif shape == "no top":
        likely[-2:] = 0
    elif shape == "all top":
        likely[:-2] = 0
    elif shape == "ties":
        likely[rng.permutation(steps)[2:]] = 0
    likely = likely / likely.sum() if likely.sum() > 0 else numpy.eye(steps)[0]
    return rng.multinomial(n, likely).tolist()


def repeated(steps, counts):
    return numpy.repeat(numpy.array(steps, dtype=float), counts)


def on_the_scale(x):
    """Mean and its interval unclipped, median and its interval."""
    n = len(x)
    # By its definition: `stats.t.interval` has no answer where all are alike.
    spread = stats.t.ppf(0.975, n - 1) * stats.sem(x) if n > 1 else None
    rank = median_rank(n) if n else 0
    x = numpy.sort(x)
    return {
        "mean": [x.mean(), x.mean() - spread, x.mean() + spread] if n > 1 else None,
        "median": numpy.median(x) if n else None,
        "median_interval": [x[rank - 1], x[-rank]] if rank else None,
    }


def ranked(x, y):
    """How often `y` is above `x`, and the chance of it."""
    if not len(x) or not len(y):
        return None
    found = stats.mannwhitneyu(y, x, method="asymptotic")
    return [found.statistic / len(x) / len(y), found.pvalue]


def together(rows, steps):
    """Which group somebody is of, and what they gave."""
    group = numpy.repeat(numpy.arange(len(rows)), [sum(row) for row in rows])
    given = numpy.concatenate([repeated(steps, row) for row in rows])
    if len(given) < 4:
        return None
    rho = stats.spearmanr(group, given).statistic
    if not abs(rho) < 1:
        return None
    error = math.sqrt((1 + rho**2 / 2) / (len(given) - 3))
    return [rho] + [math.tanh(math.atanh(rho) + side * Z * error) for side in (-1, 1)]


def shares(top, n):
    """What is compared: groups that carry a share, against the first of them."""
    pairs = [two_shares((top[0], n[0]), pair) for pair in zip(top[1:], n[1:])]
    figures = {"rates": [[it["z"], it["p"], *it["newcombe_difference"]] for it in pairs]}
    figures["chi2"] = proportions_chisquare(top, n)[:2] if len(n) > 1 else None
    chances = [it["p"] for it in pairs]
    if chances and not any(map(math.isnan, chances)):
        figures["holm"] = multipletests(chances, method="holm")[1]
    if len(n) >= 8:
        found = chart(top, n)
        figures["chart"] = [found["centre"], found["beyond_chance"], found["limits"]]
    return figures


def ratings(rng, shape):
    low, high = SCALES[rng.integers(len(SCALES))]
    steps = list(range(low, high + 1))
    others = rng.choice([1, 2, 4, 9])
    shapes = [shape, *rng.choice(["ordinary", "ordinary", shape], others)]
    rows = [drawn_counts(rng, len(steps), one) for one in shapes]
    first, second = (repeated(steps, row) for row in rows[:2])
    top, n = [sum(row[-2:]) for row in rows], [sum(row) for row in rows]
    case = {"kind": "ratings", "shape": shape, "scale": [low, high], "groups": rows}
    case |= on_the_scale(first)
    case["wilson"] = wilson(top[0], n[0]) if n[0] else None
    case["ranks"] = ranked(first, second)
    case["spearman"] = together(rows, steps)
    if (low, high) == (0, 10):
        # Promoters, passives, detractors.
        parts = [(sum(row[9:]), sum(row[7:9]), sum(row[:7])) for row in rows]
        case["nps"] = [adjusted_wald(*part) for part in parts]
        found = difference_of_scores(*parts[:2])
        case["scores"] = [found["z"], found["p"], *found["interval"]]
    carried = [at for at, all_of_it in enumerate(n) if all_of_it >= MINIMUM]
    if carried:
        case |= shares([top[at] for at in carried], [n[at] for at in carried])
    return case


def judgements(rng):
    """Judgements by weights, slightly or wildly off, rounded as people give them."""
    size = int(rng.integers(1, 11))
    own = rng.dirichlet(numpy.full(size, 2.0))
    off = numpy.exp(rng.normal(0, rng.choice([0.0, 0.2, 0.8]), (size, size)))
    matrix = numpy.ones((size, size))
    for row, column in zip(*numpy.triu_indices(size, 1)):
        judged = own[row] / own[column] * off[row, column]
        matrix[row, column] = numpy.clip(judged, 1 / 9, 9).round(3)
        matrix[column, row] = 1 / matrix[row, column]
    # What is recorded is what is weighed.
    matrix = short(matrix)
    found = weights(matrix)
    figures = {name: found[name] for name in ["weights", "lambda_max", "consistency_ratio"]}
    return {"kind": "judgements", "matrix": matrix} | figures | index(rng, found["weights"])


def index(rng, weights):
    """What people who rated each dimension come to, by the normal approximation."""
    n = int(rng.choice([1, 5, 9, 10, 12, 15, 20]))
    ends = numpy.array(SCALES)[rng.integers(len(SCALES), size=len(weights))]
    people = rng.integers(ends[:, 0], ends[:, 1] + 1, (n, len(weights)))
    if rng.random() < 0.1:
        people[:] = people[0]
    scores = 100 * ((people - ends[:, 0]) / (ends[:, 1] - ends[:, 0])) @ numpy.array(weights)
    spread = 0 if (people == people[0]).all() else Z * stats.sem(scores) if n > 1 else None
    middle = scores.mean()
    limits = None if spread is None else numpy.clip([middle - spread, middle + spread], 0, 100)
    figures = None if limits is None else [middle, *limits]
    return {"ends": ends.tolist(), "people": people.tolist(), "index": figures}


def short(value):
    """Twelve digits, and null for what is no number."""
    if isinstance(value, dict):
        return {key: short(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return [short(part) for part in value]
    if isinstance(value, (float, numpy.floating)):
        return float(f"{value:.12g}") if math.isfinite(value) else None
    return value


if __name__ == "__main__":
    # Where nothing varies the libraries warn and answer with no number.
    warnings.simplefilter("ignore")
    rng = numpy.random.default_rng(SEED)
    shapes = SHAPES + ["ordinary"] * 3
    cases = [ratings(rng, shapes[at % len(shapes)]) for at in range(RATINGS)]
    cases += [judgements(rng) for _ in range(MATRICES)]
    path = INSIGHT / "drawn.jsonl"
    lines = [json.dumps(short(case), separators=(",", ":")) for case in cases]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(path.relative_to(ROOT))

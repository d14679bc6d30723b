"""Records what other programs figure, as small fixtures for the Rust tests.

The Rust tests read the fixtures and need neither Python nor a network. Run
`cargo xtask oracles` after a change here or to `responses.csv`, and commit what
changes. Nothing here is derived from the Rust code: responses are read by
pandas, intervals computed by statsmodels or from their definition.
"""

import json
import math
from pathlib import Path

import numpy
import pandas
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportions_chisquare,
    proportions_ztest,
)

ROOT = Path(__file__).resolve().parent.parent
INSIGHT = ROOT / "crates/insight/tests/fixtures"
CLI = ROOT / "crates/cli/tests/fixtures"
Z = 1.959963984540054

# R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: as printed.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
SHARES = [(18, 20), (4, 20), (73, 86), (38, 38), (0, 77), (1, 1), (850_000, 1_000_000)]
# Promoters, passives, detractors.
NET_PROMOTERS = [(50, 30, 20), (60, 20, 20), (10, 0, 0), (0, 0, 7), (123, 456, 78)]

# Counted of how many, in two groups. The smokers stand in R's `prop.test`.
TWO_SHARES = [
    ((5, 83), (12, 99)),
    ((73, 86), (90, 93)),
    ((850, 1000), (880, 1000)),
    ((9, 10), (3, 10)),
    ((0, 40), (6, 50)),
]
SMOKERS = ([73, 90, 114, 75], [86, 93, 136, 82])
GROUPS = [SMOKERS, ([812, 640, 77], [1000, 800, 90])]
CHANCES = [
    [0.00533825, 0.83275748, 0.18805737, 0.00202676, 0.13094875, 0.10761187],
    [0.04, 0.01, 0.03, 0.01, 0.5],
]
TWO_SCORES = [((50, 30, 20), (60, 20, 20)), ((500, 300, 200), (600, 200, 200))]
TWO_RATINGS = [
    ([19, 22, 16, 29, 24], [20, 11, 17, 12]),
    ([5, 5, 4, 4, 3, 5, 2, 4, 5, 3], [3, 4, 2, 3, 1, 4, 2, 3, 5, 2]),
    ([1, 1, 2, 2, 3], [4, 5, 5, 5, 4, 3]),
    ([5] * 30 + [4] * 12 + [1] * 3, [5] * 20 + [4] * 15 + [3] * 4 + [1] * 9),
]
RATED_TOGETHER = [
    ([5, 4, 4, 3, 2, 5, 1, 3, 4, 5], [5, 5, 4, 3, 1, 4, 2, 3, 3, 5]),
    ([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5]),
    ([5, 5, 5, 4, 4, 3, 1, 2] * 15, [9, 10, 8, 8, 7, 9, 2, 6] * 15),
]
RATED = [[5, 4, 4, 3, 5], [1, 1, 5], [3, 4, 4, 5, 5, 5, 2, 1, 4, 4, 3, 5]]
MIDDLES = [
    [3, 4, 4, 5, 5, 5, 2, 1, 4, 4, 3, 5],
    [5] * 7 + [4] * 3,
    [1, 2, 3, 4, 5] * 9,
    [12, 31, 8, 140, 22, 19, 27, 45, 16, 33, 3600, 25, 18],
    [1] * 50 + [5] * 51,
]
RANKED = [10, 11, 12, 29, 30, 99, 100, 1_000, 12_345, 1_000_000]
FREEDOMS = [1, 2, 3, 4, 5, 9, 10, 29, 50, 99, 300, 999, 1_000, 9_999, 999_999, 99_999_999]
# T. L. Saaty, International Journal of Services Sciences 1 (2008): drinks, of which
# coffee, wine, tea, beer, soda, milk and water come out as printed; CR .022.
DRINKS = [
    [1, 9, 5, 2, 1, 1, 1 / 2],
    [1 / 9, 1, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    [1 / 5, 3, 1, 1 / 3, 1 / 4, 1 / 3, 1 / 9],
    [1 / 2, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [1, 9, 4, 2, 1, 2, 1 / 2],
    [1, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [2, 9, 9, 3, 2, 3, 1],
]
DRUNK = [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
JUDGEMENTS = [DRINKS, [[1, 1 / 3, 5], [3, 1, 7], [1 / 5, 1 / 7, 1]], [[1, 4], [1 / 4, 1]]]
BY_CHANCE = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49]
# NIST/SEMATECH e-Handbook 6.3.3.2: defective chips on 30 wafers of 50.
WAFERS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
WAFERS += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
DAYS = [(40, 50), (55, 61), (18, 30), (70, 77), (33, 45), (61, 80), (24, 24), (90, 120), (12, 20)]

# What the columns of `responses.csv` hold; see `visit.json`.
RATINGS = {"overall": (1, 7), "attitude": (1, 5), "recommend": (0, 10)}
LISTS = ["reasons"]
WORDS = ["mail", "comment"]


def wilson(k, n):
    """Wilson's interval by statsmodels, exact where it is exactly 0 or 1."""
    low, high = proportion_confint(k, n, alpha=0.05, method="wilson")
    return [0 if k == 0 else float(low), 1 if k == n else float(high)]


def adjusted_wald(promoters, passives, detractors):
    """In points: three answers are added, 3/4 for and 3/4 against; clipped."""
    n = promoters + passives + detractors + 3
    p, d = (promoters + 0.75) / n, (detractors + 0.75) / n
    spread = Z * math.sqrt((p + d - (p - d) ** 2) / n)
    return [max(-100, 100 * (p - d - spread)), min(100, 100 * (p - d + spread))]


def intervals():
    shares = []
    for k, n, low, high in NEWCOMBE:
        interval = wilson(k, n)
        assert [round(end, 4) for end in interval] == [low, high], (k, n)
        source = "Newcombe 1998, table I; further digits by statsmodels"
        shares.append({"k": k, "n": n, "wilson": interval, "source": source})
    for k, n in SHARES:
        shares.append({"k": k, "n": n, "wilson": wilson(k, n), "source": "statsmodels"})
    scores = []
    for counts in NET_PROMOTERS:
        case = dict(zip(["promoters", "passives", "detractors"], counts))
        case["nps"] = 100 * (counts[0] - counts[2]) / sum(counts)
        case["adjusted"] = adjusted_wald(*counts)
        case["source"] = "computed from the definition"
        scores.append(case)
    return {"proportion_interval": shares, "nps": scores}


def difference_of_scores(first, second):
    """Second minus first, in points, by the variances of the adjusted intervals."""

    def adjusted(promoters, passives, detractors):
        n = promoters + passives + detractors + 3
        p, d = (promoters + 0.75) / n, (detractors + 0.75) / n
        return p - d, (p + d - (p - d) ** 2) / n

    (one, varies_one), (two, varies_two) = adjusted(*first), adjusted(*second)
    error = math.sqrt(varies_one + varies_two)
    net = two - one
    return {
        "a": first,
        "b": second,
        "adjusted_centre": 100 * net,
        "interval": [100 * (net - Z * error), 100 * (net + Z * error)],
        "z": net / error,
        "p": 2 * stats.norm.sf(abs(net) / error),
        "source": "computed from the definition",
    }


def two_shares(first, second):
    z, p = proportions_ztest([first[0], second[0]], [first[1], second[1]])
    interval = confint_proportions_2indep(*first, *second, method="newcomb")
    source = "statsmodels"
    return {"a": first, "b": second, "z": z, "p": p, "newcombe_difference": interval, "source": source}


def several_shares(counts, n):
    chi2, p, _ = proportions_chisquare(counts, n)
    return {"counts": counts, "n": n, "chi2": chi2, "p": p, "source": "statsmodels"}


def two_ratings(x, y):
    found = stats.mannwhitneyu(x, y, method="asymptotic")
    superiority = found.statistic / len(x) / len(y)
    figures = {"u": found.statistic, "p": found.pvalue, "superiority": superiority}
    return {"x": x, "y": y} | figures | {"source": "scipy"}


def rated_together(x, y):
    rho = stats.spearmanr(x, y).statistic
    error = math.sqrt((1 + rho**2 / 2) / (len(x) - 3))
    interval = [math.tanh(math.atanh(rho) + side * Z * error) for side in (-1, 1)]
    source = "scipy; the interval by Bonett and Wright 2000"
    return {"x": x, "y": y, "rho": rho, "interval": interval, "source": source}


def mean(x):
    interval = stats.t.interval(0.95, len(x) - 1, numpy.mean(x), stats.sem(x))
    return {"x": x, "mean": numpy.mean(x), "t_interval": interval, "source": "scipy, unclipped"}


def median(x):
    """From one order statistic to another, at least 95 %."""
    rank = median_rank(len(x))
    ordered = sorted(x)
    interval = [ordered[rank - 1], ordered[-rank]]
    return {"x": x, "median": numpy.median(x), "interval": interval, "source": "scipy's binomial"}


def median_rank(n):
    return int(stats.binom.ppf(0.025, n, 0.5))


def weights(matrix):
    values, vectors = numpy.linalg.eig(numpy.array(matrix, dtype=float))
    largest = values.real.argmax()
    vector = vectors[:, largest].real
    vector /= vector.sum()
    n = len(matrix)
    eigenvalue = values[largest].real
    ratio = (eigenvalue - n) / (n - 1) / BY_CHANCE[n - 3] if n > 2 else 0
    if matrix is DRINKS:
        assert [round(weight, 3) for weight in vector] == DRUNK and round(ratio, 3) == 0.022
    figures = {"weights": list(vector), "lambda_max": eigenvalue, "consistency_ratio": ratio}
    return {"matrix": matrix} | figures | {"source": "numpy"}


def chart(counts, n):
    """Laney's p' limits, by their definition."""
    counts, n = numpy.array(counts), numpy.array(n)
    centre = counts.sum() / (n * numpy.ones(len(counts))).sum()
    sigma = numpy.sqrt(centre * (1 - centre) / n)
    if list(counts) == WAFERS:
        printed = [round(centre + side * 3 * sigma, 4) for side in (0, 1, -1)]
        assert printed == [0.2313, 0.4102, 0.0524]
    standard = (counts / n - centre) / sigma
    beyond = numpy.abs(numpy.diff(standard)).mean() / 1.128
    ends = [numpy.clip(centre + side * 3 * sigma * beyond, 0, 1) for side in (-1, 1)]
    limits = numpy.broadcast_arrays(*ends, counts)[:2]
    plain = numpy.broadcast_arrays(centre - 3 * sigma, centre + 3 * sigma, counts)[:2]
    is_outside = (counts / n < plain[0]) | (counts / n > plain[1])
    return {
        "counts": counts.tolist(),
        "n": n.tolist(),
        "centre": centre,
        "beyond_chance": beyond,
        "plain_limits": numpy.transpose(plain).tolist(),
        "outside_plain": [at + 1 for at in range(len(counts)) if is_outside[at]],
        "limits": numpy.transpose(limits).tolist(),
        "source": "computed from the definition; centre and plain limits of the wafers as printed",
    }


def comparisons():
    return {
        "mean_interval": [mean(x) for x in RATED],
        "median": [median(x) for x in MIDDLES],
        "median_rank": [{"n": n, "rank": median_rank(n)} for n in RANKED],
        "t_quantile": [{"freedom": freedom, "t": stats.t.ppf(0.975, freedom)} for freedom in FREEDOMS],
        "two_proportions": [two_shares(*case) for case in TWO_SHARES],
        "nps_difference": [difference_of_scores(*case) for case in TWO_SCORES],
        "k_proportions": [several_shares(*case) for case in GROUPS],
        "holm": [
            {"raw": raw, "holm": list(multipletests(raw, method="holm")[1]), "source": "statsmodels"}
            for raw in CHANCES
        ],
        "mann_whitney": [two_ratings(*case) for case in TWO_RATINGS],
        "spearman": [rated_together(*case) for case in RATED_TOGETHER],
        "ahp": [weights(matrix) for matrix in JUDGEMENTS],
        "p_chart": [chart(WAFERS, 50), chart(*zip(*DAYS))],
    }


def counts(column, name):
    """How often each code was given, the codes of a list apart."""
    if name in WORDS:
        return {}
    codes = column[column != ""]
    if name in LISTS:
        # A code of the questionnaire holds `\|`, and none holds NUL.
        codes = codes.str.replace("\\|", "\0", regex=False).str.split("|").explode()
        codes = codes.str.replace("\0", "|", regex=False)
    return {code: int(count) for code, count in sorted(codes.value_counts().items())}


def on_a_scale(given, lowest, highest):
    """Mean, the same of a hundred, and median, the first two clipped to the scale."""
    low, high = stats.t.interval(0.95, len(given) - 1, numpy.mean(given), stats.sem(given))
    ends = [numpy.mean(given), max(low, lowest), min(high, highest)]
    middle = median(list(given))

    def named(value, low, high):
        return {"value": float(value), "low": float(low), "high": float(high)}

    return {
        "mean": named(*ends),
        "score": named(*(100 * (end - lowest) / (highest - lowest) for end in ends)),
        "median": named(middle["median"], *middle["interval"]),
    }


def question(real, name):
    given = real[name][real[name] != ""]
    scale = RATINGS.get(name)
    on_scale = on_a_scale(pandas.to_numeric(given), *scale) if scale else {}
    return {"name": name, "n": len(given), "counts": counts(real[name], name)} | on_scale


def composite(real):
    """Of who answered all three: their own weighted scores, by the normal approximation."""
    asked = json.loads((CLI / "index.json").read_text(encoding="utf-8"))["heard"]["dimensions"]
    names, found = asked["questions"], weights(asked["judgements"])
    complete = real[(real[names] != "").all(axis=1)][names].apply(pandas.to_numeric)
    ends = numpy.array([RATINGS[name] for name in names])
    scores = 100 * ((complete - ends[:, 0]) / (ends[:, 1] - ends[:, 0])) @ found["weights"]
    spread = Z * stats.sem(scores)
    weighed = zip(names, found["weights"])
    return {
        "dimensions": [{"question": name, "weight": float(weight)} for name, weight in weighed],
        "consistency_ratio": found["consistency_ratio"],
        "refused": None,
        "n": len(scores),
        "value": float(scores.mean()),
        "low": float(scores.mean() - spread),
        "high": float(scores.mean() + spread),
    }


def figures():
    rows = pandas.read_csv(CLI / "responses.csv", dtype=str, keep_default_na=False)
    real = rows[rows.training == "false"]
    overall = pandas.to_numeric(real.overall[real.overall != ""])
    recommend = pandas.to_numeric(real.recommend[real.recommend != ""])
    satisfied = int((overall >= 6).sum())
    promoters, detractors = int((recommend >= 9).sum()), int((recommend <= 6).sum())
    passives = len(recommend) - promoters - detractors
    csat, nps = wilson(satisfied, len(overall)), adjusted_wald(promoters, passives, detractors)
    effort = on_a_scale(overall, *RATINGS["overall"])["mean"]
    questions = rows.columns[list(rows.columns).index("training") + 1 :]
    for name, (lowest, highest) in RATINGS.items():
        given = pandas.to_numeric(real[name][real[name] != ""])
        assert given.between(lowest, highest).all(), name
    return {
        "responses": {
            "total": len(real),
            "complete": int((real.outcome == "complete").sum()),
            "partial": int((real.outcome == "partial").sum()),
            "training": len(rows) - len(real),
        },
        "measures": [
            {
                "measure": "csat",
                "question": "overall",
                "n": len(overall),
                "value": satisfied / len(overall),
                "low": csat[0],
                "high": csat[1],
            },
            {
                "measure": "nps",
                "question": "recommend",
                "n": len(recommend),
                "value": 100 * (promoters - detractors) / len(recommend),
                "low": nps[0],
                "high": nps[1],
            },
            {"measure": "ces", "question": "overall", "n": len(overall)} | effort,
        ],
        "indices": [composite(real)],
        "questions": [question(real, name) for name in questions],
    }


def record(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    record(INSIGHT / "statistics.json", intervals() | comparisons())
    record(CLI / "responses.figures.json", figures())

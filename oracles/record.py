"""Records what other programs figure, as small fixtures for the Rust tests.

The Rust tests read the fixtures and need neither Python nor a network. Run
`cargo xtask oracles` after a change here or to `responses.csv`, and commit what
changes. Nothing here is derived from the Rust code: responses are read by
pandas, intervals computed by statsmodels or from their definition.
"""

import json
import math
from pathlib import Path

import pandas
from statsmodels.stats.proportion import proportion_confint

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
        case["adjusted"] = adjusted_wald(*counts)
        case["source"] = "computed from the definition"
        scores.append(case)
    return {"proportion_interval": shares, "nps": scores}


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


def figures():
    rows = pandas.read_csv(CLI / "responses.csv", dtype=str, keep_default_na=False)
    real = rows[rows.training == "false"]
    overall = pandas.to_numeric(real.overall[real.overall != ""])
    recommend = pandas.to_numeric(real.recommend[real.recommend != ""])
    satisfied = int((overall >= 6).sum())
    promoters, detractors = int((recommend >= 9).sum()), int((recommend <= 6).sum())
    passives = len(recommend) - promoters - detractors
    csat, nps = wilson(satisfied, len(overall)), adjusted_wald(promoters, passives, detractors)
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
        ],
        "questions": [
            {"name": name, "n": int((real[name] != "").sum()), "counts": counts(real[name], name)}
            for name in questions
        ],
    }


def record(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    record(INSIGHT / "statistics.json", intervals())
    record(CLI / "responses.figures.json", figures())

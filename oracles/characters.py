"""Records how common Chinese characters sound, and which are written in two ways.

The characters are those of GB 2312, level 1. Sounds are pypinyin's, without tones and
with the near ones told alike (docs/phrase.md, rule 9); traditional forms are OpenCC's.
Run by `cargo xtask oracles`.
"""

import json
from collections import defaultdict
from pathlib import Path

import opencc
from pypinyin import lazy_pinyin

OUT = Path(__file__).resolve().parent.parent / "crates/phrase/words/characters.json"
FIRST, LAST = 0xB0, 0xD7
NEAR = [("zh", "z"), ("ch", "c"), ("sh", "s")]


def common():
    """GB 2312, level 1: 3,755 characters."""
    for row in range(FIRST, LAST + 1):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                continue


def sound(character):
    """A syllable, with s and sh, n and l, in and ing and their like alike."""
    syllable = lazy_pinyin(character)[0]
    for retroflex, flat in NEAR:
        if syllable.startswith(retroflex):
            syllable = flat + syllable[2:]
    if syllable.startswith("n") and len(syllable) > 1:
        syllable = "l" + syllable[1:]
    if syllable.endswith("ng") and syllable[-3] in "aei":
        syllable = syllable[:-1]
    return syllable


def traditional_pairs(characters):
    """Traditional and simplified, one after the other."""
    simplify = opencc.OpenCC("t2s").convert
    for code in range(0x4E00, 0xA000):
        form = chr(code)
        if form not in characters and (plain := simplify(form)) in characters:
            yield form + plain


def main():
    characters = list(common())
    sounds = defaultdict(str)
    for character in characters:
        sounds[sound(character)] += character
    record = {
        "heard": "characters",
        "version": 1,
        "simplified": "".join(traditional_pairs(set(characters))),
        "sounds": dict(sorted(sounds.items())),
    }
    OUT.write_text(json.dumps(record, ensure_ascii=False, indent=0) + "\n")


if __name__ == "__main__":
    main()

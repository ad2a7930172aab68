"""Check the inline annotation of the corpus files given (or of all beside this script) and count words and mentions."""

import re
import sys
from collections import Counter
from pathlib import Path

TAGS = {"org": "n", "per": "n", "loc": "n", "role": "n", "event": "n", "proj": "n", "date": "v"}
TAG = re.compile(r'<(/?)(\w+)((?:\s+\w+="[^"]*")*)\s*>')


def check(path: Path, counts: Counter) -> list[str]:
    lines = path.read_text(encoding="utf-8").split("\n", 1)
    problems = []
    if not re.fullmatch(r"# \S+ \| (bs|hr|sr) \| [^|]+ \| (\d{4}-\d\d-\d\d|-)", lines[0].strip()):
        problems.append(f"header: {lines[0][:80]}")
    body = lines[1] if len(lines) > 1 else ""
    open_tag = None
    for m in TAG.finditer(body):
        closing, name, attributes = m.groups()
        if name not in TAGS:
            problems.append(f"unknown tag: {m.group(0)}")
        elif not closing:
            if open_tag:
                problems.append(f"nested: {m.group(0)} in {open_tag}")
            found = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
            if set(found) != {TAGS[name]} or not found[TAGS[name]].strip():
                problems.append(f"attributes: {m.group(0)}")
            elif name == "date" and not re.fullmatch(r"[0-9X~?/.\-:T]+", found["v"]):
                problems.append(f"date value: {m.group(0)}")
            open_tag = name
            counts[name] += 1
        else:
            if name != open_tag:
                problems.append(f"closes {name}, open is {open_tag}")
            open_tag = None
    if open_tag:
        problems.append(f"never closed: {open_tag}")
    rest = TAG.sub("", body)
    if "<" in rest or ">" in rest:
        problems.append("stray angle bracket")
    for text in re.findall(r"<\w+[^>]*>(.*?)</\w+>", body, re.S):
        if text != text.strip() or not text:
            problems.append(f"blank at the edge of a tag: {text!r}")
    counts["words"] += len(rest.split())
    counts["documents"] += 1
    return problems


def main() -> int:
    args = [Path(a) for a in sys.argv[1:]] or [Path(__file__).parent]
    files = sorted(f for a in args for f in (a.glob("**/*.txt") if a.is_dir() else [a]))
    counts: Counter[str] = Counter()
    bad = 0
    for f in files:
        for problem in check(f, counts):
            bad += 1
            print(f"{f.name}: {problem}")
    print(dict(counts), f"{bad} problems")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())

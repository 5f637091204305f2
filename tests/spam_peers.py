"""What the spam checker is measured beside: scikit-learn's classifiers and bogofilter, on the same texts."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

Scores = dict[str, np.ndarray]


class Peers:
    """Vectorised once: a vectoriser that is fitted on the training rows sees the same counts of their columns."""

    def __init__(self, texts: Sequence[str], labels: np.ndarray) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        texts = [text[:30_000] for text in texts]
        self._labels = labels
        self._words = CountVectorizer(ngram_range=(1, 2), dtype=np.float32).fit_transform(texts)
        self._single = CountVectorizer(dtype=np.float32).fit_transform(texts)
        self._characters = CountVectorizer(analyzer="char", ngram_range=(2, 5), dtype=np.float32).fit_transform(texts)

    def scores(self, learned: np.ndarray, asked: np.ndarray, *, bayes: bool = True) -> Scores:
        """Scores above 0 for spam, by peer."""
        import scipy.sparse as sparse
        from sklearn.feature_extraction.text import TfidfTransformer
        from sklearn.naive_bayes import MultinomialNB
        from sklearn.svm import LinearSVC

        blocks = []
        for counts in (self._words, self._characters):
            seen = np.flatnonzero(np.asarray((counts[learned] > 0).sum(0)).ravel())
            tfidf = TfidfTransformer(sublinear_tf=True)
            blocks.append((tfidf.fit_transform(counts[learned][:, seen]), tfidf.transform(counts[asked][:, seen])))
        labels = self._labels[learned]
        union = [sparse.hstack(parts).tocsr() for parts in zip(*blocks, strict=True)]
        found = {"union LinearSVC": LinearSVC().fit(union[0], labels).decision_function(union[1])}
        found["character LinearSVC"] = LinearSVC().fit(blocks[1][0], labels).decision_function(blocks[1][1])
        if bayes:
            model = MultinomialNB().fit(self._single[learned], labels)
            found["naive Bayes"] = model.predict_log_proba(self._single[asked]) @ np.array([-1.0, 1.0])
        return found


def bogofilter(texts: list[str], labels: np.ndarray, asked: list[list[str]]) -> list[np.ndarray] | None:
    """The spamicities (texts,) that bogofilter gives to some lists of texts; None where it is not installed."""
    program = shutil.which("bogofilter")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="maeari-bogofilter-") as folder:

        def files(some: list[str], name: str) -> list[str]:
            target = Path(folder) / name
            target.mkdir()
            for i, text in enumerate(some):
                (target / f"{i:06}").write_text(f"Subject: {text}\n", encoding="utf-8", errors="replace")
            return [str(target / f"{i:06}") for i in range(len(some))]

        def call(options: list[str], names: list[str]) -> str:
            command = [program, "-C", "-d", folder, *options, "-b"]
            done = subprocess.run(command, input="\n".join(names) + "\n", capture_output=True, text=True, check=False)
            return done.stdout

        for label, option in ((0, "-n"), (1, "-s")):
            call([option], files([t for t, own in zip(texts, labels, strict=True) if own == label], f"learned{label}"))
        results = []
        for number, some in enumerate(asked):
            lines = call(["-TT"], files(some, f"asked{number}")).split("\n")
            results.append(np.array([float(line.split()[-1]) for line in lines if line.strip()]))
        return results

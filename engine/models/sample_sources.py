"""The texts of the sample models: those that come with the program, indexed in memory when they are asked for."""

from __future__ import annotations

from engine import paths
from engine.config import Cleaning
from engine.corpus.corpus import read_corpus
from engine.errors import CorpusError
from engine.inference.provenance import SHORTEST_RUN, CopyIndex
from engine.models.manifest import StoredModel
from engine.models.sources import Sources, Text
from engine.tokens.idfile import smallest_type
from engine.tokens.splitting import split_texts
from engine.tokens.tokenizer import tokenizer_from_json


def sample_sources(stored: StoredModel) -> Sources | None:
    """What a sample that writes learned from; None where that does not come with this version of the program.

    The sample texts are short, so that they are indexed in a moment and need no file beside the model.
    """
    info = stored.info
    if info.kind != "language" or len(info.corpus.sources) != 1:
        return None
    path = paths.sample_dir() / info.corpus.sources[0]
    try:
        corpus = read_corpus([path], cleaning=Cleaning())
    except CorpusError:
        return None
    if corpus.fingerprint != info.corpus.fingerprint:
        return None
    fraction = info.training.valid_fraction if info.training is not None else 0.0
    train, _ = split_texts([corpus.text], fraction)
    tokenizer = tokenizer_from_json(stored.tokenizer)
    ids = tokenizer.encode(train).astype(smallest_type(len(tokenizer)))
    index = CopyIndex.build(ids, minimum=SHORTEST_RUN[tokenizer.kind])
    return Sources(index, (Text(path.name, 0),), tokenizer)

"""Two workers of TensorFlow's MultiWorkerMirroredStrategy give the losses of one."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from warm_python import WarmPython

from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.errors import TrainingError
from engine.events import EpochEnd
from engine.models.store import ModelStore
from engine.runs.jobs import run_job
from engine.training import cluster
from engine.training.progress import NoControl

TEXT = "the cat sat on the mat. the dog sat on the log. the hen sat in the pen.\n" * 12


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def config(ports: list[int], index: int, kind: str = "worker") -> str:
    addresses = [f"127.0.0.1:{port}" for port in ports]
    return json.dumps({"cluster": {"worker": addresses}, "task": {"type": kind, "index": index}})


# Trains a job and prints its validations, how it ended and whether it wrote a model.
WORKER = """
import json, sys
from engine.config import TrainingJob
from engine.events import CheckpointSaved, EpochEnd
from engine.runs.jobs import run_job
from engine.training.progress import NoControl
events = list(run_job(TrainingJob(**json.loads(sys.argv[1])), NoControl()))
losses = [value for e in events if isinstance(e, EpochEnd) for value in (e.loss, e.val_loss)]
print(json.dumps([losses, events[-1].reason, any(isinstance(e, CheckpointSaved) for e in events)]))
"""


def test_two_workers_reach_the_losses_of_one(tmp_path: Path, home: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    # Masks of dropout differ between workers, so there is none.
    training = TrainingConfig(epochs=4, seq_length=8, batch_size=8, dropout=0, learning_rate=0.01)
    job = TrainingJob(
        name="tiny",
        models_dir=tmp_path / "one",
        sources=(text,),
        model=ModelConfig(units=12, embedding_dim=8),
        training=training,
    )
    alone = [e for e in run_job(job, NoControl()) if isinstance(e, EpochEnd)]
    try:
        ports = free_ports(2)
    except OSError as error:
        pytest.skip(f"no port can be opened here: {error}")
    processes = [
        WarmPython(
            WORKER,
            job.replaced(models_dir=tmp_path / f"worker{i}").model_dump_json(),
            folder=tmp_path,
            environment={"MAEARI_HOME": str(home), "TF_CONFIG": config(ports, i)},
        )
        for i in range(2)
    ]
    try:
        codes = [process.wait(300) for process in processes]
    finally:
        for process in processes:
            process.kill()
    said = [process.stderr for process in processes]
    if any("could not be formed" in error for error in said):
        pytest.skip("TensorFlow cannot form a cluster here")
    assert codes == [0, 0], said
    first, second = (json.loads(process.stdout) for process in processes)
    assert first[0] == pytest.approx([value for e in alone for value in (e.loss, e.val_loss)], abs=1e-4)
    assert second[0] == first[0]
    assert first[1:] == ["completed", True]
    assert second[1:] == ["completed", False]  # only the first one writes
    assert ModelStore(tmp_path / "worker0").info("tiny").metrics["val_loss"] == min(first[0][1::2])
    assert not ModelStore(tmp_path / "worker1").models()


@pytest.mark.parametrize("text", ["{", "[]", config([1, 2], 5), config([1, 2], 0, kind="ps"), '{"cluster": 3}'])
def test_a_wrong_configuration_is_a_sentence(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("TF_CONFIG", text)
    with pytest.raises(TrainingError, match="TF_CONFIG"):
        cluster.join(None)


@pytest.mark.parametrize("text", ["", "{}", config([1], 0)])
def test_one_worker_is_no_cluster(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("TF_CONFIG", text)
    cluster.join(None)
    assert (cluster.index(), cluster.workers()) == (0, 1)
    assert cluster.part(7) == slice(0, 7)
    assert cluster.firsts([1.5, 2.0]) == [1.5, 2.0]
    assert cluster.agreed(2.5, True) == (2.5, True)


def test_workers_take_even_parts_of_every_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster._Cluster, "workers", 3)
    for rows in (1, 2, 7, 32):
        taken = []
        for i in range(3):
            monkeypatch.setattr(cluster._Cluster, "index", i)
            taken += range(rows)[cluster.part(rows)]
        assert taken == list(range(rows))

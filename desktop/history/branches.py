"""Which seeds of a conversation are shown, where several follow the same one."""

from __future__ import annotations

from collections.abc import Iterable


def shown_path(seeds: Iterable[tuple[int, int | None, int, bool]]) -> list[tuple[int, tuple[int, ...]]]:
    """The seeds that are shown, from the first on, each with all that could stand in its place.

    Of several the one chosen last is shown, or the newest. What follows a deleted seed follows the one above that.

    Args:
        seeds: id, the id of the seed above, the count of the choice, and whether it is deleted; by their ids.
    """
    stands: dict[int | None, int | None] = {}  # for each seed itself, or where it is deleted the one above
    following: dict[int | None, list[tuple[int, int]]] = {}
    for identity, above, chosen, deleted in seeds:
        before = stands.get(above)
        stands[identity] = before if deleted else identity
        if not deleted:
            following.setdefault(before, []).append((chosen, identity))
    path = []
    place: int | None = None
    while place in following:
        branches = following[place]
        place = max(branches)[1]
        path.append((place, tuple(identity for _chosen, identity in branches)))
    return path

"""Whether heads and forks say what the chains of nodes say, and the chains are whole."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.store.check.findings import Finding, gathered
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.journal.kinds import KINDS, NodeKind


def heads_and_forks(file: ProjectFile) -> Iterator[Finding]:
    """The ends of all chains, at once for each kind: ends are nodes after which no node came."""
    for kind in KINDS:
        note_followed(file, kind)
        yield from _named_ends(file, kind, "heads")
        yield from _named_ends(file, kind, "forks")
        yield from _unnamed_ends(file, kind)
        yield from _older_heads(file, kind)
    yield from _strange_kinds(file)


def links(file: ProjectFile) -> Iterator[Finding]:
    """A node comes after one of the same slot, and not before it in time."""
    for kind in KINDS:
        yield from _other_slot(file, kind)
        yield from _back_in_time(file, kind)
        yield from _lost_settlements(file, kind)


def note_followed(file: ProjectFile, kind: NodeKind) -> None:
    """Fill ``temp.followed`` with the nodes of a kind after which another one came."""
    file.execute("CREATE TEMP TABLE IF NOT EXISTS followed (node INTEGER PRIMARY KEY)")
    file.execute("DELETE FROM followed")
    file.execute(f"INSERT OR IGNORE INTO followed SELECT after FROM {kind.table} WHERE after IS NOT NULL")
    file.execute("INSERT OR IGNORE INTO followed SELECT earlier FROM also_after WHERE kind = ?", (kind.number,))


def slot_columns(kind: NodeKind) -> tuple[str, str]:
    """SQL for both halves of the slot of ``node``, as ``heads`` names it."""
    return f"node.{kind.slot[0]}", f"node.{kind.slot[1]}" if len(kind.slot) > 1 else "0"


def _named_ends(file: ProjectFile, kind: NodeKind, table: str) -> Iterator[Finding]:
    a, b = slot_columns(kind)
    yield from gathered(
        file,
        f"""SELECT named.a, named.b FROM {table} AS named
        LEFT JOIN {kind.table} AS node ON node.seq = named.node AND {a} = named.a AND {b} = named.b
        WHERE named.kind = ? AND (node.seq IS NULL OR node.seq IN (SELECT node FROM followed))""",
        (kind.number,),
        kind="heads",
        what=f"{{n}} rows of {table} name no end of a chain of {kind.table}: an older state would be shown.",
        place=f"{kind.table} {kind.slot[0]} {{a}} {{b}}",
        mendable=True,
    )


def _unnamed_ends(file: ProjectFile, kind: NodeKind) -> Iterator[Finding]:
    a, b = slot_columns(kind)
    of_slot = f"ends.kind = {kind.number} AND ends.a = {a} AND ends.b = {b} AND ends.node = node.seq"
    yield from gathered(
        file,
        f"""SELECT node.seq FROM {kind.table} AS node WHERE node.seq NOT IN (SELECT node FROM followed)
        AND NOT EXISTS (SELECT 1 FROM heads AS ends WHERE {of_slot})
        AND NOT EXISTS (SELECT 1 FROM forks AS ends WHERE {of_slot})""",
        kind="heads",
        what=f"{{n}} ends of chains of {kind.table} stand neither in heads nor in forks: they would not be shown.",
        place=f"{kind.table} row {{seq}}",
        mendable=True,
    )


def _older_heads(file: ProjectFile, kind: NodeKind) -> Iterator[Finding]:
    yield from gathered(
        file,
        f"""SELECT DISTINCT heads.a, heads.b FROM forks
        JOIN heads ON heads.kind = forks.kind AND heads.a = forks.a AND heads.b = forks.b
        JOIN {kind.table} AS other ON other.seq = forks.node JOIN {kind.table} AS first ON first.seq = heads.node
        JOIN operations AS later ON later.seq = other.operation
        JOIN operations AS earlier ON earlier.seq = first.operation
        WHERE forks.kind = ? AND (later.created_at, later.id) >= (earlier.created_at, earlier.id)""",
        (kind.number,),
        kind="heads",
        what=f"{{n}} heads of {kind.table} are not later than the other ends of their chain.",
        place=f"{kind.table} {kind.slot[0]} {{a}} {{b}}",
        mendable=True,
    )


def _strange_kinds(file: ProjectFile) -> Iterator[Finding]:
    known = ", ".join(str(kind.number) for kind in KINDS)
    for table in ("heads", "forks"):
        yield from gathered(
            file,
            f"SELECT kind, a, b FROM {table} WHERE kind NOT IN ({known})",
            kind="heads",
            what=f"{{n}} rows of {table} are of no kind that this program knows.",
            place="kind {kind}, slot {a} {b}",
            mendable=True,
        )


def _other_slot(file: ProjectFile, kind: NodeKind) -> Iterator[Finding]:
    differs = " OR ".join(f"before.{column} <> node.{column}" for column in kind.slot)
    yield from gathered(
        file,
        f"SELECT node.seq FROM {kind.table} AS node JOIN {kind.table} AS before ON before.seq = node.after "
        f"WHERE {differs}",
        kind="chain",
        what=f"{{n}} nodes of {kind.table} come after a node of another slot.",
        place=f"{kind.table} row {{seq}}",
    )


def _back_in_time(file: ProjectFile, kind: NodeKind) -> Iterator[Finding]:
    yield from gathered(
        file,
        f"""SELECT node.seq FROM {kind.table} AS node JOIN {kind.table} AS before ON before.seq = node.after
        JOIN operations AS now ON now.seq = node.operation JOIN operations AS earlier ON earlier.seq = before.operation
        WHERE now.created_at < earlier.created_at""",
        kind="time",
        what=f"{{n}} nodes of {kind.table} are older than the node that they come after.",
        place=f"{kind.table} row {{seq}}",
    )


def _lost_settlements(file: ProjectFile, kind: NodeKind) -> Iterator[Finding]:
    yield from gathered(
        file,
        f"""SELECT node, earlier FROM also_after WHERE kind = ? AND NOT (
            EXISTS (SELECT 1 FROM {kind.table} WHERE seq = also_after.node)
            AND EXISTS (SELECT 1 FROM {kind.table} WHERE seq = also_after.earlier))""",
        (kind.number,),
        kind="chain",
        what=f"{{n}} settled conflicts of {kind.table} name nodes that are not there.",
        place=f"{kind.table} rows {{node}} and {{earlier}}",
    )

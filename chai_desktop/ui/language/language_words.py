"""What the window says of the video language that a project works by, without Qt."""

from __future__ import annotations

from collections.abc import Callable

from chai_desktop.exchange.project_language import ProjectLanguage
from chai_desktop.spec.additions.additions import without_additions
from chai_desktop.ui.notices.notice import Level, Notice, WayOut


def version_words(language: ProjectLanguage) -> str:
    """The version in a line, with what is switched on and added."""
    added = f", with the additions {language.spec.additions.name}" if language.spec.additions.name else ""
    parts = f", with {', '.join(language.spec.parts)}" if language.spec.parts else ""
    return f"Version {without_additions(language.spec.version)}{parts}{added}"


def news_notice(language: ProjectLanguage, pin: Callable[[], None] | None) -> Notice | None:
    """What is different from the version that the project worked by so far; None where nothing is.

    ``pin`` works by the new version from now on; None where the project is open to read only.
    """
    if not language.is_news:
        return None
    old, new = without_additions(language.pinned), without_additions(language.spec.version)
    way_out = WayOut(f"Work by {new}", pin) if pin is not None else None
    if old == new:
        text = "A lab's additions to the video language are other than when this project was last worked on."
        hint = "What is written from now on is marked with the newer ones."
        return Notice(text, hint, way_out=WayOut("Work by them", pin) if pin is not None else None)
    text = f"This project works by version {old} of the video language; the program has {new}."
    details = tuple(language.report.lines()) if language.report is not None else ()
    hint = "" if details else f"What changed since {old} is not known here."
    return Notice(text, hint, details=details, way_out=way_out, show_words="Show what changed")


def problem_notice(language: ProjectLanguage, choose: Callable[[], None]) -> Notice | None:
    """Why the lab's additions could not be read, with the file and the line."""
    if language.problem is None:
        return None
    text = f"{language.problem.message} The project is open without its additions."
    return Notice(text, language.problem.hint, Level.WARNING, way_out=WayOut("Choose the file...", choose))

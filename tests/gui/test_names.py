"""Every control that a person can reach says what it is: by its words, or by a name for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

pytestmark = pytest.mark.gui
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def nameless(root: QWidget) -> list[str]:
    controls = [widget for widget in root.findChildren(QWidget) if isinstance(widget, CONTROLS)]
    reachable = [
        w for w in controls if w.isVisible() and not isinstance(w, (QScrollBar, QHeaderView)) and not _inside(w)
    ]
    return [f"{type(w).__name__} in {type(w.parent()).__name__}" for w in reachable if not _name(w)]


def _inside(widget: QWidget) -> bool:
    """Qt's own parts of a control, such as the clear button of a search field, are named by the control."""
    return isinstance(widget.parentWidget(), (QLineEdit, QComboBox, QAbstractSpinBox))


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


@pytest.mark.parametrize("room", ["Library", "Annotate", "Models", "Settings"])
def test_every_control_has_a_name(qtbot, open_bench, project_file, room):
    bench = open_bench(project_file)
    bench.window.show_room(room)
    qtbot.waitUntil(lambda: room != "Models" or bench.models.tabs is not None, timeout=10000)
    assert nameless(bench.window) == []


def test_the_tabs_of_the_models_page_are_named_too(qtbot, open_bench, project_file):
    bench = open_bench(project_file, room="Library")
    bench.window.show_room("Models")
    qtbot.waitUntil(lambda: bench.models.tabs is not None, timeout=10000)
    for tab in ("What the model sees", "Prompts"):
        bench.models.show_tab(tab)
        assert nameless(bench.window) == []


def test_icon_buttons_have_a_tip(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    buttons = [b for b in bench.window.findChildren(QAbstractButton) if b.isVisible() and not _inside(b)]
    silent = [b.accessibleName() for b in buttons if not b.text() and not b.toolTip()]
    assert silent == []


def test_the_tab_key_leaves_every_text_field(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    fields = [
        f for f in bench.window.findChildren(QWidget) if isinstance(f, (QPlainTextEdit, QTextEdit)) and f.isVisible()
    ]
    assert fields
    assert all(f.tabChangesFocus() for f in fields if f.focusPolicy() & Qt.FocusPolicy.TabFocus)

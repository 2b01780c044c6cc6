"""Every command of the program, by menu; the keys follow the conventions of players and annotation tools."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from chai_desktop import places
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import PointKind
from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.workbench import file_dialogs
from chai_desktop.ui.workbench.workbench import ANNOTATE, LIBRARY, SETTINGS, Workbench


def all_commands(bench: Workbench) -> list[Command]:
    return [
        *_file_commands(bench),
        *_play_commands(bench),
        *_checklist_commands(bench),
        *_caption_commands(bench),
        *_view_commands(bench),
    ]


def _file_commands(bench: Workbench) -> list[Command]:
    window = bench.window
    folder = places.project_folder()

    def with_path(ask: Callable[[], object], use: Callable[..., None]) -> Callable[[], None]:
        def run() -> None:
            chosen = ask()
            if chosen:
                use(chosen)

        return run

    def is_open() -> bool:
        return bench.desk.is_open

    def name() -> str:
        return bench.window.windowTitle().split(" - ")[0]

    file = Menu.FILE
    return [
        Command("file.new", "New project...", file,
                with_path(lambda: file_dialogs.ask_for_new_project(window, folder), bench.new_project), ("Ctrl+N",), "file-plus"),
        Command("file.open", "Open project...", file,
                with_path(lambda: file_dialogs.ask_for_project(window, folder), bench.open_project), ("Ctrl+O",), "folder-open"),
        Command("file.open_copy", "Open project to read only...", file,
                with_path(lambda: file_dialogs.ask_for_project(window, folder), bench.open_to_read), (), "eye"),
        Command("file.sample", "Open the sample project", file, bench.open_sample, (), "film"),
        Command("file.import", "Import video files...", file,
                with_path(lambda: file_dialogs.ask_for_clips(window), bench.import_paths), ("Ctrl+I",), "import", enabled=is_open),
        Command("file.import_folder", "Import a folder...", file,
                with_path(lambda: file_dialogs.ask_for_folder(window), bench.import_paths), ("Ctrl+Shift+I",), "import", enabled=is_open),
        Command("file.export", "Export triples...", file,
                with_path(lambda: file_dialogs.ask_for_export(window, folder, name()), bench.export),
                ("Ctrl+E",), "file-output", enabled=is_open),
        Command("file.quit", "Quit", file, lambda: _quit(bench), ("Ctrl+Q",), "log-out"),
    ]  # fmt: skip


def _quit(bench: Workbench) -> None:
    bench.window.close()


def _play_commands(bench: Workbench) -> list[Command]:
    def on_player(verb: str) -> Callable[[], None]:
        return lambda: getattr(bench.annotate.annotator.view.player, verb)()

    def command(verb: str, text: str, keys: tuple[str, ...], icon: str = "") -> Command:
        return Command(f"play.{verb}", text, Menu.PLAY, on_player(verb), keys, icon, enabled=bench.annotate.has_clip)

    return [
        command("play_pause", "Play or pause", ("Space", "Ctrl+Space"), "play"),
        command("step_back", "One frame back", ("Left", "Ctrl+Alt+Left"), "step-back"),
        command("step_forward", "One frame forward", ("Right", "Ctrl+Alt+Right"), "step-forward"),
        command("step_back_10", "Ten frames back", ("Shift+Left",)),
        command("step_forward_10", "Ten frames forward", ("Shift+Right",)),
        command("go_to_first", "First frame", ("Home",), "skip-back"),
        command("go_to_last", "Last frame", ("End",), "skip-forward"),
        command("set_in", "Range begins here", ("I", "Ctrl+Alt+I"), "brackets"),
        command("set_out", "Range ends here", ("O", "Ctrl+Alt+O"), "brackets"),
        command("clear_range", "Clear the range", ("Alt+X",)),
        command("toggle_loop", "Loop", ("P", "Ctrl+Alt+P"), "repeat"),
        command("slower", "Slower", ("[",)),
        command("faster", "Faster", ("]",)),
        command("normal_speed", "Normal speed", ("Backspace",)),
        command("toggle_mute", "Mute", ("M",), "volume-x"),
        Command("play.next_clip", "Next clip", Menu.PLAY, lambda: bench.open_neighbour(+1), ("PgDown",), "chevrons-right",
                enabled=bench.annotate.has_clip),
        Command("play.previous_clip", "Previous clip", Menu.PLAY, lambda: bench.open_neighbour(-1), ("PgUp",), "chevrons-left",
                enabled=bench.annotate.has_clip),
    ]  # fmt: skip


def _checklist_commands(bench: Workbench) -> list[Command]:
    menu = Menu.CHECKLIST
    aspects = [
        Command(f"checklist.{aspect}", f"Work on {aspect.title}", menu,
                lambda chosen=aspect: bench.annotate.annotator.show_aspect(chosen), (f"Ctrl+{number}",), enabled=bench.annotate.has_clip)
        for number, aspect in enumerate(Aspect, start=1)
    ]  # fmt: skip
    return [
        Command("checklist.find", "Find a primitive", menu, lambda: _find(bench), ("Ctrl+F",), "search"),
        Command("checklist.next_unanswered", "Next open question", menu,
                lambda: bench.annotate.annotator.view.checklist.next_unanswered(), ("Ctrl+J",), "list-checks", enabled=bench.annotate.has_clip),
        *aspects,
    ]  # fmt: skip


def _find(bench: Workbench) -> None:
    if bench.window.room() == ANNOTATE and bench.annotate.annotator is not None:
        bench.annotate.annotator.view.checklist.focus_search()
    else:
        bench.window.show_room(LIBRARY)
        bench.library.focus_search()


def _caption_commands(bench: Workbench) -> list[Command]:
    menu = Menu.CAPTION

    def on_captions(verb: str, *values: object) -> Callable[[], None]:
        return lambda: getattr(bench.annotate.annotator.view.captions, verb)(*values)

    def command(name: str, text: str, run: Callable[[], None], keys: tuple[str, ...], icon: str = "") -> Command:
        return Command(f"caption.{name}", text, menu, run, keys, icon, enabled=bench.annotate.has_clip)

    points = {
        PointKind.WRONG: ("Point: these words are wrong", "Ctrl+Alt+W"),
        PointKind.MISSING: ("Point: something is missing here", "Ctrl+Alt+M"),
        PointKind.EXTRA: ("Point: these words are too much", "Ctrl+Alt+X"),
        PointKind.WORDING: ("Point: better wording", "Ctrl+Alt+R"),
    }
    return [
        command("draft", "Draft", on_captions("draft"), ("Ctrl+D",), "sparkles"),
        command("revise", "Revise", on_captions("revise"), ("Ctrl+R",), "wand-sparkles"),
        command("submit", "Submit", on_captions("submit"), ("Ctrl+Return",), "send"),
        *[command(f"point_{kind}", text, on_captions("add_point", kind), (key,), "message-square-plus")
          for kind, (text, key) in points.items()],
        *[command(f"rate_{n}", f"Rate {n}", on_captions("rate", n), (f"Ctrl+Alt+{n}",), "star") for n in range(1, 6)],
        command("next_change", "Next change", on_captions("next_change"), ("F8",), "arrow-right"),
        command("previous_change", "Previous change", on_captions("previous_change"), ("Shift+F8",), "arrow-left"),
        command("focus_pre", "Go to the pre-caption", on_captions("focus_pre"), ("F5",)),
        command("focus_critique", "Go to the critique", on_captions("focus_critique"), ("F6",)),
        command("focus_post", "Go to the post-caption", on_captions("focus_post"), ("F7",)),
    ]  # fmt: skip


def _view_commands(bench: Workbench) -> list[Command]:
    window = bench.window

    def full_screen() -> None:
        window.showNormal() if window.isFullScreen() else window.showFullScreen()

    return [
        Command("view.library", "Library", Menu.VIEW, lambda: window.show_room(LIBRARY), ("F2",), "library"),
        Command("view.annotate", "Annotate", Menu.VIEW, lambda: window.show_room(ANNOTATE), ("F3",), "clapperboard"),
        Command("view.settings", "Settings", Menu.VIEW, lambda: window.show_room(SETTINGS), ("Ctrl+,",), "settings"),
        Command("view.dark", "Dark colours", Menu.VIEW, lambda: bench.choose_theme("dark"), (), "moon"),
        Command("view.light", "Light colours", Menu.VIEW, lambda: bench.choose_theme("light"), (), "sun"),
        Command("view.system", "Colours as the system", Menu.VIEW, lambda: bench.choose_theme("system"), (), "monitor"),
        Command("view.full_screen", "Full screen", Menu.VIEW, full_screen, ("F11",), "maximize"),
        Command("help.palette", "Command palette", Menu.HELP, bench.show_palette, ("Ctrl+Shift+P",), "command"),
        Command("help.keys", "Keys", Menu.HELP, lambda: window.show_room(SETTINGS), ("F1",), "keyboard"),
        Command("help.log", "Show the log", Menu.HELP, bench.show_log, (), "info"),
        Command("help.about_qt", "About Qt", Menu.HELP, QApplication.aboutQt),
    ]

"""`chai draft|critique|revise|score` with an engine that sees: a real server, asked by a real engine process."""

from __future__ import annotations

import json
import math

import pytest

from chai_desktop.cli import main
from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from tests.models.endpoint.conftest import pictures_asked, server  # noqa: F401 - a fixture

PRE = "The camera zooms in."


@pytest.fixture
def seeing(server):  # noqa: F811
    """A server whose model sees and judges, and the words that name it as the engine."""
    server.sees = True
    server.alternatives = {"Yes": math.log(0.5), "No": math.log(0.25)}
    server.by_caption = {"dollies": {"Yes": math.log(0.9), "No": math.log(0.05)}}
    return server, ["--engine", "endpoint", "--model", "some-model", "--set", f"url={server.url}"]


@pytest.fixture
def drafted(tmp_path, film):
    path = tmp_path / "Film.chai"
    with create_project(path) as project:
        report = import_files(lambda operation: operation(project), [film], lambda _f, _n: None, lambda: False)
        pre = project.add_pre_caption(report.added[0].id, Aspect.CAMERA, PRE, "import")
        project.add_post_caption(pre.id, "The camera dollies in.", "edit")
    return path


def told(capsys, *words, code=0):
    """What a verb prints as JSON."""
    assert main([str(word) for word in (*words, "--json")]) == code
    return json.loads(capsys.readouterr().out)


def test_a_video_file_is_drafted_without_a_project(capsys, film, seeing):
    server, engine = seeing  # noqa: F811
    rows = told(capsys, "draft", film, *engine, "--set", "sampling.fps=4", "--set", "frames=images")
    assert [(row["clip"], row["aspect"]) for row in rows] == [("fountain.mp4", str(aspect)) for aspect in Aspect]
    assert {row["text"] for row in rows} == {"The camera pans right."}
    assert rows[0]["notes"] == []
    assert rows[0]["fingerprint"]["sampling_hash"] == SamplingSettings(fps=4).hash
    assert rows[0]["usage"]["kept_tokens"] == 25  # of five answers that were written at once
    assert [len(pictures_asked(asked)) for asked in server.questions] == [8] * 5


def test_a_project_s_clips_are_shown_and_the_prompt_is_kept(capsys, drafted, seeing):
    server, engine = seeing  # noqa: F811
    rows = told(capsys, "draft", drafted, *engine, "--aspect", "scene", "--aspect", "camera")
    assert [(row["aspect"], row["kept"]) for row in rows] == [("scene", False), ("camera", True)]
    (asked,) = server.questions
    assert pictures_asked(asked)
    with Project.open(drafted) as project:
        clip = project.clips()[0].id
        scene = project.work(clip, Aspect.SCENE).pre_caption
        assert "[the video]" in project.prompt_of(scene.id)
        assert project.work(clip, Aspect.CAMERA).pre_caption.text == PRE


def test_captions_of_a_video_file_are_ranked(capsys, film, tmp_path, seeing):
    (tmp_path / "caption.txt").write_text("The camera dollies in.\n")
    words = ["--aspect", "camera", "--caption", PRE, "--caption", f"@{tmp_path / 'caption.txt'}"]
    rows = told(capsys, "score", film, *seeing[1], *words)
    assert [row["text"] for row in rows] == ["The camera dollies in.", PRE]
    assert [round(row["p_yes"], 3) for row in rows] == [0.9, 0.5]
    assert rows[1]["log_odds"] == pytest.approx(math.log(2))
    assert rows[0]["fingerprint"]["engine"] == "endpoint"
    assert rows[0]["usage"]["prompt_tokens"] > 0
    assert main(["score", str(film), *seeing[1], *words]) == 0
    assert "fountain.mp4, camera, caption: P(yes) 0.900, log-odds +2.89: The camera dollies" in capsys.readouterr().out


def test_a_project_s_captions_are_scored_before_and_after(capsys, drafted, seeing):
    before = drafted.read_bytes()
    rows = told(capsys, "score", drafted, *seeing[1], "--aspect", "camera", "--aspect", "scene", code=3)
    assert [(row["which"], row["p_yes"] and round(row["p_yes"], 3)) for row in rows] == [
        ("pre-caption", 0.5),
        ("post-caption", 0.9),
        ("", None),
    ]
    assert "no caption yet" in rows[2]["reason"]
    assert drafted.read_bytes() == before


def test_a_draft_of_a_video_file_is_judged(capsys, film, seeing):
    server, engine = seeing  # noqa: F811
    server.words = '"zooms in" -> "dollies in"'
    (row,) = told(capsys, "critique", film, *engine, "--aspect", "camera", "--caption", PRE)
    assert '"zooms in" -> "dollies in"' in row["text"]
    assert pictures_asked(server.questions[0])


def test_texts_are_revised_without_project_and_video(capsys):
    texts = ["--aspect", "camera", "--caption", PRE, "--critique", '"zooms in" -> "dollies in"']
    (row,) = told(capsys, "revise", *texts)
    assert row["text"] == "The camera dollies in."
    assert row["fingerprint"]["engine"] == "rules"


def test_an_engine_without_eyes_has_no_scores(capsys, film):
    (row,) = told(capsys, "score", film, "--aspect", "camera", "--caption", PRE, code=1)
    assert (row["p_yes"], "cannot score" in row["reason"]) == (None, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["score", "FILM", "--aspect", "camera"], "needs its captions"),
        (["score", "FILM", "--caption", PRE], "about one aspect"),
        (["score", "PROJECT", "--caption", PRE], "--caption goes with a video file"),
        (["critique", "FILM", "--aspect", "camera"], "needs its draft"),
        (["critique", "FILM", "--aspect", "camera", "--caption", "@nowhere.txt"], "nowhere.txt cannot be read"),
        (["draft", "FILM", "--clip", "a"], "has no clips to choose from"),
        (["draft", "nowhere.mp4"], "nowhere.mp4"),
        (["draft", "PROJECT/nowhere.chai"], "There is no project"),
        (["revise", "FILM"], "works from texts"),
        (["revise"], "works from texts"),
        (["revise", "PROJECT", "--caption", PRE, "--critique", "x", "--aspect", "camera"], "needs no file"),
        (["revise", "--caption", PRE, "--aspect", "camera"], "needs a caption and a critique"),
        (["draft", "PROJECT", "--set", "sampling=1", "--set", "sampling.fps=2"], "set twice"),
        (["draft", "PROJECT", "--set", ".fps=2"], "is no setting"),
        (["draft", "PROJECT", "--engine", "gguf", "--set", "device=cpu"], "“gguf” has no setting “device”"),
        (["draft", "PROJECT", "--engine", "transformers", "--set", "precison=4-bit"], "has no setting “precison”"),
    ],
)
def test_what_does_not_fit_together_is_told(capsys, film, drafted, words, said):
    given = [word.replace("FILM", str(film)).replace("PROJECT", str(drafted)) for word in words]
    assert main(given) == 1
    assert said in capsys.readouterr().err


def test_what_leaves_the_machine_is_told_each_time(capsys, film, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    host = "127.0.0.1.invalid"  # a name that no network has
    words = ["draft", str(film), "--engine", "endpoint", "--model", "m", "--set", f"url=http://{host}:8080/v1"]
    assert main(words) == 1
    assert f"--set consent={host}" in capsys.readouterr().err
    assert main([*words, "--set", f"consent={host}", "--aspect", "camera"]) == 1
    told = capsys.readouterr()
    assert f"frames of the video are sent to {host}, unencrypted" in told.err
    assert "does not answer" in told.out

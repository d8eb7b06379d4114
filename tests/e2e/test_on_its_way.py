"""What the reader sees while an answer comes, when it is stopped, and when it does not come."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Asked, Edge, Reply
from tests.e2e.made import answer_of
from tests.e2e.room import ReadingRoom

ASK = "/api/v1/ask"
QUESTION = "What was promised?"


def problem(code: str, status: int, **headers: str) -> Reply:
    data = {
        "type": "about:blank",
        "title": code,
        "status": status,
        "detail": "found out by the test",
        "instance": ASK,
        "code": code,
        "request_id": "req-1234",
        "next_step": "do something else",
    }
    return Reply(data, status, headers, "application/problem+json")


def send(room: ReadingRoom, question: str = QUESTION) -> None:
    room.page.locator("#question").fill(question)
    room.page.keyboard.press("Enter")


def begin(room: ReadingRoom, question: str = QUESTION) -> None:
    send(room, question)
    room.page.locator("section.pending").wait_for()


@pytest.fixture
def room(open_room: OpenRoom, edge: Edge) -> ReadingRoom:
    return open_room("en", address=edge.url)


@pytest.fixture
def words() -> Iterator[str]:
    return iter(f"Sentence number {n} of the answer. " for n in range(1000))


def test_words_appear_as_they_come_and_the_finished_answer_is_read_out_once(
    room: ReadingRoom, edge: Edge
) -> None:
    stream = edge.stream(ASK)
    begin(room)
    arriving = room.page.locator(".arriving")
    stream.send("status", {"stage": "retrieving"})
    expect(room.page.locator("section.pending")).to_contain_text("Searching the documents")
    stream.send("delta", {"text": "Eight hundred "})
    expect(arriving).to_have_text("Eight hundred ")
    stream.send("delta", {"text": "projects 🏔."})
    expect(arriving).to_have_text("Eight hundred projects 🏔.")
    live = room.page.locator("[aria-live], [role=status], [role=alert], [role=log]")
    assert not any("Eight" in text for text in live.all_text_contents())

    stream.send("done", answer_of("Eight hundred projects 🏔."))

    expect(room.exchanges.first.locator(".answer")).to_have_text("Eight hundred projects 🏔.")
    assert sum("Eight hundred projects" in text for text in live.all_text_contents()) == 1


def test_text_that_comes_does_not_move_what_is_being_read(
    room: ReadingRoom, edge: Edge, words: Iterator[str]
) -> None:
    stream = edge.stream(ASK)
    begin(room)
    for _ in range(120):
        stream.send("delta", {"text": next(words)})
    expect(room.page.locator(".arriving")).to_contain_text("number 119 ")
    room.page.evaluate("scrollTo(0, 300)")
    top = room.page.locator(".arriving").bounding_box()

    for _ in range(120):
        stream.send("delta", {"text": next(words)})
    expect(room.page.locator(".arriving")).to_contain_text("number 239 ")

    assert room.page.evaluate("scrollY") == 300
    after = room.page.locator(".arriving").bounding_box()
    assert top is not None
    assert after is not None
    assert (top["x"], top["y"]) == (after["x"], after["y"])


def test_stopping_keeps_what_had_come_and_tells_the_service(room: ReadingRoom, edge: Edge) -> None:
    stream = edge.stream(ASK)
    begin(room)
    stream.send("delta", {"text": "Half of a"})
    expect(room.page.locator(".arriving")).to_have_text("Half of a")

    room.page.get_by_role("button", name="Stop").click()

    exchange = room.exchanges.first
    expect(exchange.locator(".partial-text")).to_have_text("Half of a")
    expect(exchange).to_contain_text("has not been checked")
    assert stream.hung_up.wait(5)

    edge.answer(ASK, Reply(answer_of("A whole answer.")))
    exchange.get_by_role("button", name="Ask again").click()
    expect(room.exchanges).to_have_count(1)
    expect(room.exchanges.first.locator(".answer")).to_have_text("A whole answer.")


def test_stopping_before_anything_came_gives_the_question_back(room: ReadingRoom, edge: Edge) -> None:
    edge.stream(ASK)
    begin(room)

    room.page.get_by_role("button", name="Stop").click()

    expect(room.page.locator("#question")).to_have_value(QUESTION)
    expect(room.exchanges).to_have_count(0)


def test_a_service_that_does_not_stream_is_understood(room: ReadingRoom, edge: Edge) -> None:
    edge.answer(ASK, Reply(answer_of("In one piece.")))

    expect(room.ask(QUESTION).locator(".answer")).to_have_text("In one piece.")


def test_what_a_model_wrote_is_set_as_list_and_table_and_names_the_model(
    room: ReadingRoom, edge: Edge
) -> None:
    text = "Sums:\n- **France**: 109\n- India: 10\n\n| Who | Sum |\n| --- | --- |\n| France | 109 |"
    edge.answer(ASK, Reply(answer_of(text, claims=[], model="made-model")))
    exchange = room.ask(QUESTION)

    assert exchange.get_by_role("listitem").all_text_contents() == ["France: 109", "India: 10"]
    assert exchange.get_by_role("columnheader").all_text_contents() == ["Who", "Sum"]
    assert exchange.get_by_role("cell").all_text_contents() == ["France", "109"]


def test_warnings_stand_before_the_answer_they_speak_of_without_their_code(
    open_room: OpenRoom, edge: Edge
) -> None:
    warning = "llm_unreachable: 无法连接语言模型，以下句子改为直接摘自文件。"
    edge.answer(ASK, Reply(answer_of("有五个主题。", language="zh", warnings=[warning])))
    shown = open_room("en", address=edge.url).ask("有几个主题？").locator(".warning")

    expect(shown).to_have_text("无法连接语言模型，以下句子改为直接摘自文件。")
    expect(shown).to_have_attribute("lang", "zh")
    assert shown.evaluate("one => one.nextElementSibling.matches('.answer')")


def test_a_claim_that_is_borne_out_in_part_looks_so_in_words(room: ReadingRoom, edge: Edge) -> None:
    claims = [
        {"start": 0, "end": 4, "citations": [], "support": {"label": "partial", "method": "made"}},
        {"start": 5, "end": 9, "citations": [], "support": {"label": "unsupported", "method": "made"}},
    ]
    edge.answer(ASK, Reply(answer_of("One. Two.", claims=claims)))

    assert room.ask(QUESTION).locator(".verdict").all_text_contents() == ["partly", "not supported"]


def test_a_service_that_is_gone_is_said_and_the_question_stays(room: ReadingRoom, edge: Edge) -> None:
    room.page.locator(".cards").wait_for()
    edge.is_down = True
    send(room)

    expect(room.page.get_by_role("alert")).to_contain_text("The service does not answer.")
    expect(room.page.locator("#question")).to_have_value(QUESTION)

    edge.is_down = False
    edge.answer(ASK, Reply(answer_of("Back again.")))
    room.page.get_by_role("button", name="Try again").click()
    expect(room.exchanges.first.locator(".answer")).to_have_text("Back again.")
    expect(room.page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(("is_alive", "is_silent"), [(True, False), (False, True)])
def test_a_service_that_falls_silent_is_said_and_one_that_is_slow_is_not(
    room: ReadingRoom, edge: Edge, is_alive: bool, is_silent: bool
) -> None:
    room.page.locator(".cards").wait_for()  # what opens the page needs the true clock
    room.page.clock.install()
    edge.stream(ASK, is_alive=is_alive)
    begin(room)
    room.page.clock.run_for(10_000)
    expect(room.page.locator("section.pending")).to_contain_text("Still at work; you can stop")
    for _ in range(5):  # what still speaks is heard in between
        room.page.clock.run_for(8_000)
        room.page.wait_for_timeout(200)

    if is_silent:
        expect(room.page.get_by_role("alert")).to_contain_text("The service has fallen silent.")
        expect(room.page.locator("#question")).to_have_value(QUESTION)
    else:
        expect(room.page.get_by_role("alert")).to_have_count(0)
        expect(room.page.locator("section.pending")).to_be_visible()


def test_a_check_that_gets_no_reply_is_said_and_the_draft_stays(open_room: OpenRoom, edge: Edge) -> None:
    room = open_room("zh", address=edge.url, at="/check")
    room.page.locator("#draft").fill("峰会收到77个项目。")
    expect(room.page.get_by_role("region", name="核对文稿").get_by_role("button")).to_be_enabled()
    room.page.clock.install()
    edge.stream("/api/v1/check", is_alive=False)
    room.page.get_by_role("region", name="核对文稿").get_by_role("button").click()
    expect(room.page.get_by_text("正在逐句核对")).to_be_visible()

    room.page.clock.run_for(50_000)

    expect(room.page.get_by_role("alert")).to_contain_text("服务迟迟没有回应")
    expect(room.page.locator("#draft")).to_have_value("峰会收到77个项目。")


def test_a_connection_that_breaks_in_the_middle_is_no_answer(room: ReadingRoom, edge: Edge) -> None:
    stream = edge.stream(ASK)
    begin(room)
    stream.send("delta", {"text": "Half"})
    stream.end()

    expect(room.page.get_by_role("alert")).to_contain_text("The connection broke")
    expect(room.exchanges).to_have_count(0)
    expect(room.page.locator("#question")).to_have_value(QUESTION)


def test_an_error_in_the_middle_is_said_with_the_number_of_the_request(room: ReadingRoom, edge: Edge) -> None:
    stream = edge.stream(ASK)
    begin(room)
    stream.send("error", problem("internal", 500).data)

    expect(room.page.get_by_role("alert")).to_contain_text("Something went wrong in the service.")
    expect(room.page.get_by_role("alert")).to_contain_text("req-1234")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (problem("question_too_long", 422), "The question is too long."),
        (problem("of_a_later_version", 422), "found out by the test; do something else"),
        (
            problem("broken_in_a_later_version", 503),
            "The fault is not in what you wrote.",
        ),
        (Reply({"surprise": 1}), "Something other than this service answered."),
        (
            Reply("<html>proxy</html>", 502, content_type="text/html"),
            "Something other than this service answered.",
        ),
        (Reply("{", 200), "Something other than this service answered."),
    ],
    ids=["known", "unknown", "unknown fault", "another shape", "not ours", "broken"],
)
def test_a_refusal_is_said_in_words(room: ReadingRoom, edge: Edge, reply: Reply, said: str) -> None:
    edge.answer(ASK, reply)
    send(room)

    expect(room.page.get_by_role("alert")).to_contain_text(said)
    expect(room.page.locator("#question")).to_have_value(QUESTION)


def test_a_full_queue_says_when_to_try_again(room: ReadingRoom, edge: Edge) -> None:
    edge.answer(ASK, problem("queue_full", 503, **{"Retry-After": "2"}))
    send(room)

    expect(room.page.get_by_role("alert")).to_contain_text("Too many questions are waiting")
    again = room.page.get_by_role("alert").get_by_role("button")
    expect(again).to_be_disabled()
    expect(again).to_have_text("Try again")
    expect(again).to_be_enabled()


def test_a_slow_answer_is_explained(open_room: OpenRoom, edge: Edge) -> None:
    room = open_room("zh", address=edge.url)
    room.page.clock.install()
    edge.stream(ASK)
    begin(room, "承诺了什么？")
    expect(room.page.locator("section.pending")).not_to_contain_text("还在处理")

    room.page.clock.fast_forward(9_000)

    expect(room.page.locator("section.pending")).to_contain_text("还在处理")


def test_a_service_that_is_still_opening_is_waited_for(open_room: OpenRoom, edge: Edge) -> None:
    edge.answer("/api/v1/info", problem("not_ready", 503))
    room = open_room("en", address=edge.url)
    expect(room.page.get_by_text("The service is starting.")).to_be_visible()

    edge.reset()

    expect(room.page.locator(".cards")).to_be_visible()
    expect(room.page.get_by_text("The service is starting.")).to_have_count(0)


def test_a_key_is_asked_for_and_sent_and_forgotten_with_the_window(open_room: OpenRoom, edge: Edge) -> None:
    info = open_room("en").page.request.get("/api/v1/info").json()

    def guarded(asked: Asked) -> Reply:
        sent = asked.headers.get("authorization")
        if sent is None:
            return problem("key_missing", 401)
        return Reply(info) if sent == "Bearer right" else problem("key_wrong", 401)

    edge.answer("/api/v1/info", guarded)
    room = open_room("en", address=edge.url)
    for key in ("wrong", "right"):
        room.page.get_by_label("Key").fill(key)
        room.page.get_by_role("button", name="Continue").click()
        if key == "wrong":
            expect(room.page.get_by_role("alert")).to_contain_text("not the right one")

    expect(room.page.locator(".cards")).to_be_visible()
    assert "right" not in str(room.page.evaluate("JSON.stringify({...localStorage})"))

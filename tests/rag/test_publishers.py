"""Who stands behind a web address, and which publishers a text names."""

from importlib.resources import files

import pytest

from corpus.model import Language
from rag.publishers import publisher_of, publishers_in

ROWS = [
    row.split("\t")
    for row in files("rag.lexicon").joinpath("publishers.tsv").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


@pytest.mark.parametrize(
    ("url", "chinese", "english"),
    [
        ("https://lemonde.fr", "《世界报》", "Le Monde"),
        ("https://www.lemonde.fr/en/a_1.html?b=c", "《世界报》", "Le Monde"),
        ("HTTP://WWW.FT.COM:443/x", "《金融时报》", "Financial Times"),
        (
            "https://carnegieendowment.org/posts/2024/07/x?lang=en",
            "卡内基国际和平基金会",
            "Carnegie Endowment for International Peace",
        ),
    ],
)
def test_the_end_of_the_host_tells_the_publisher(url: str, chinese: str, english: str) -> None:
    known = publisher_of(url)
    assert known is not None
    assert (known.name(Language.ZH), known.name(Language.EN)) == (chinese, english)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.mfa.gov.cn/a", "mfa.gov.cn"),
        ("https://english.www.gov.cn/a", "gov.cn"),
        ("https://assets.service.gov.uk/a", "gov.uk"),
    ],
)
def test_of_two_ends_that_match_the_longer_one_counts(url: str, host: str) -> None:
    known = publisher_of(url)
    assert known is not None
    assert known.host == host


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a", "https://notft.com/", "https://ft.com.example.org/", "https://example.org/ft.com",
        "https://example.org/?u=https://www.ft.com/", "ft.com", "not an address", "",
    ],
)  # fmt: skip
def test_an_address_of_nobody_known_has_no_publisher(url: str) -> None:
    assert publisher_of(url) is None


@pytest.mark.parametrize("url", ["http://example.org]", "http://[1]/", "https://[ft.com/"])
def test_an_address_that_is_written_wrongly_has_no_publisher_either(url: str) -> None:
    assert publisher_of(url) is None


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("哪些脚注引用了卡内基？", {"carnegieendowment.org"}),
        ("Which notes cite Carnegie?", {"carnegieendowment.org"}),
        ("《金融时报》和世界报怎么说？", {"ft.com", "lemonde.fr"}),
        ("What do the Financial Times and Le Monde say?", {"ft.com", "lemonde.fr"}),
        ("BBC怎么说？", {"bbc.com", "bbc.co.uk"}),
        ("the elysee said", {"elysee.fr"}),
        ("the RAND study", {"rand.org"}),
        ("a rand study", set()),
        ("Carnegies", set()),
        ("峰会在哪里举行？", set()),
        ("Where is the summit held?", set()),
        ("", set()),
    ],
)
def test_a_publisher_is_known_by_its_names_in_both_languages(text: str, hosts: set[str]) -> None:
    assert {known.host for known in publishers_in(text)} == hosts


def test_the_table_has_a_host_and_names_in_both_languages_on_every_line() -> None:
    assert len(ROWS) > 50, "a short table proves nothing"
    assert all(len(row) == 3 for row in ROWS)
    assert all(host == host.strip().lower() and "/" not in host and "." in host for host, _, _ in ROWS)
    assert all(name == name.strip() != "" for row in ROWS for cell in row[1:] for name in cell.split("|"))


def test_no_host_stands_in_the_table_twice() -> None:
    hosts = [host for host, _, _ in ROWS]
    assert len(set(hosts)) == len(hosts)


@pytest.mark.parametrize(("host", "chinese", "english"), ROWS)
def test_every_publisher_of_the_table_is_found_by_its_host_and_by_each_name(
    host: str, chinese: str, english: str
) -> None:
    known = publisher_of(f"https://www.{host}/a")
    assert known is not None
    assert known.host == host
    assert (known.name(Language.ZH), known.name(Language.EN)) == (
        chinese.split("|")[0],
        english.split("|")[0],
    )
    for name in (*chinese.split("|"), *english.split("|")):
        assert known in publishers_in(f"据 {name} 报道")

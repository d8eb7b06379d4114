import pytest
from pydantic import BaseModel

from api.settings import ServerSettings, is_loopback, load_engine_settings, load_settings
from corpus.errors import InvalidInputError

KEY = "a-long-random-key-for-tests"


def test_the_service_listens_on_this_machine_only_by_default() -> None:
    settings = load_settings()

    assert (settings.host, settings.port, settings.api_key) == ("127.0.0.1", 8000, None)


def test_the_environment_is_read_and_what_is_given_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_PORT", "9000")
    monkeypatch.setenv("SUMMIT_HOST", "localhost")
    monkeypatch.setenv("SUMMIT_EMBEDDING__THREADS", "2")

    settings = load_settings(port=9001, host=None)

    assert (settings.host, settings.port, settings.embedding.threads) == ("localhost", 9001, 2)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_an_address_that_others_can_reach_needs_a_key(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    with pytest.raises(InvalidInputError, match="SUMMIT_API_KEY") as caught:
        load_settings(host=host)
    assert caught.value.code == "host_needs_key"

    monkeypatch.setenv("SUMMIT_API_KEY", KEY)
    assert load_settings(host=host).host == host


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.1", False),
        ("localhost.example.org", False),
    ],
)
def test_loopback_is_told_from_the_rest(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("MAX_CONCURRENT", "0"),
        ("MAX_QUEUED", "-1"),
        ("BODY_TIMEOUT_S", "0"),
        ("API_KEY", "short"),
        ("EMBEDDING__THREADS", "none"),
        ("EMBEDDING__COLOUR", "red"),
        ("EMBEDDING", "not json"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"SUMMIT_{name}", value)

    with pytest.raises(InvalidInputError, match=name.partition("__")[0].lower()) as caught:
        load_settings()

    assert caught.value.code == "settings_invalid"
    assert value not in str(caught.value) or value in {"0", "none"}


def test_the_engine_does_not_care_how_the_doors_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_HOST", "0.0.0.0")

    assert load_engine_settings().embedding.threads == 1


def test_names_are_split_at_commas_and_compared_in_lower_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_ALLOWED_HOSTS", "Summit.Example.org, [2001:db8::1] ,")

    names = load_settings().host_names

    assert names == {"localhost", "127.0.0.1", "::1", "summit.example.org", "2001:db8::1"}


def test_the_key_does_not_show_in_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_API_KEY", KEY)

    assert KEY not in repr(load_settings())


def test_every_setting_says_what_it_means() -> None:
    for name, field in ServerSettings.model_fields.items():
        assert field.description or isinstance(field.default, BaseModel), name

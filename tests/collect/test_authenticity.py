import pytest

from orchestrator.collect.authenticity import verdict

OURS = "mx.studio.example"
ANN = "ann@client.example"


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ([f"{OURS}; dmarc=pass header.from=client.example"], "pass"),
        ([f"{OURS} 1; dkim=pass header.d=client.example"], "pass"),
        ([f"{OURS}; dkim=pass (2048-bit; good) header.i=@mail.client.example"], "pass"),
        ([f"{OURS}; spf=pass smtp.mailfrom=bounce@client.example"], "pass"),
        ([f"{OURS.upper()}; dmarc=pass header.from=client.example"], "pass"),
        ([f"{OURS}; dkim=pass header.d=evil.example"], "none"),
        ([f"{OURS}; dkim=pass header.d=evilclient.example"], "none"),
        ([f"{OURS}; dkim=pass header.d=example"], "none"),
        ([f"{OURS}; spf=pass smtp.mailfrom=x@evil.example; dmarc=fail"], "fail"),
        (
            [f"{OURS}; dkim=pass header.d=client.example; dmarc=fail header.from=client.example"],
            "fail",
        ),
        ([f"{OURS}; dmarc=pass header.from=evil.example"], "none"),
        ([f"{OURS}; (dmarc=pass) none"], "none"),
        (["mx.evil.example; dmarc=pass", f"{OURS}; dmarc=pass"], "none"),
        (["mx.studio.example.evil; dmarc=pass"], "none"),
        ([f"{OURS}; dmarc=fail", f"{OURS}; dmarc=pass"], "fail"),
        ([], "none"),
        ([""], "none"),
    ],
)
def test_only_the_topmost_field_of_a_trusted_server_counts(fields: list[str], result: str) -> None:
    assert verdict(fields, trusted=[OURS], from_address=ANN).result == result


def test_nobody_is_trusted_to_begin_with() -> None:
    found = verdict([f"{OURS}; dmarc=pass"], trusted=(), from_address=ANN)
    assert (found.result, found.evidence) == ("none", "")


def test_an_unreadable_from_is_never_proven() -> None:
    assert verdict([f"{OURS}; dmarc=pass"], trusted=[OURS], from_address="").result == "none"


def test_the_evidence_is_the_field() -> None:
    field = f"{OURS}; dmarc=pass\n header.from=client.example"
    assert verdict([field], trusted=[OURS], from_address=ANN).evidence == " ".join(field.split())
